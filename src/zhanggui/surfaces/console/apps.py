from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "zhanggui.surfaces.console"
    label = "console"
