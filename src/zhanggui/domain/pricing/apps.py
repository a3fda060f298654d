from django.apps import AppConfig


class PricingConfig(AppConfig):
    name = "zhanggui.domain.pricing"
    label = "pricing"
