from django.apps import AppConfig


class ControlsConfig(AppConfig):
    name = "zhanggui.mechanisms.controls"
    label = "controls"
