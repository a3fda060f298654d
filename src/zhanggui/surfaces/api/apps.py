from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "zhanggui.surfaces.api"
    label = "api"
