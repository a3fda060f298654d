from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "zhanggui.surfaces.design"
    label = "design"
