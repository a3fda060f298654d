from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "zhanggui.mechanisms.trail"
    label = "trail"
