from django.apps import AppConfig


class EntranceConfig(AppConfig):
    name = "zhanggui.surfaces.entrance"
    label = "entrance"
