from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "zhanggui.domain.sales"
    label = "sales"
