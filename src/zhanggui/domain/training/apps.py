from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "zhanggui.domain.training"
    label = "training"
