from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "zhanggui.domain.finance"
    label = "finance"
