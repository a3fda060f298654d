from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "zhanggui.domain.improvement"
    label = "improvement"
