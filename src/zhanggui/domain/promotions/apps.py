from django.apps import AppConfig


class PromotionsConfig(AppConfig):
    name = "zhanggui.domain.promotions"
    label = "promotions"
