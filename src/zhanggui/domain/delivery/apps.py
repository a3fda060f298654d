from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "zhanggui.domain.delivery"
    label = "delivery"
