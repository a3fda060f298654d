from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "zhanggui.mechanisms.cases"
    label = "cases"
