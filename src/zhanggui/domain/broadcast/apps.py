from django.apps import AppConfig


class BroadcastConfig(AppConfig):
    name = "zhanggui.domain.broadcast"
    label = "broadcast"
