from django.apps import AppConfig


class PackingConfig(AppConfig):
    name = "zhanggui.domain.packing"
    label = "packing"
