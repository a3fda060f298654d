from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "zhanggui.mechanisms.access"
    label = "access"
