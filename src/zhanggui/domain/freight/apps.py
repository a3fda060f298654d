from django.apps import AppConfig


class FreightConfig(AppConfig):
    name = "zhanggui.domain.freight"
    label = "freight"
