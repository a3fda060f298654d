from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "zhanggui.domain.care"
    label = "care"
