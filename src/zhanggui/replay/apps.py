from django.apps import AppConfig


class ReplayConfig(AppConfig):
    name = "zhanggui.replay"
    label = "replay"
