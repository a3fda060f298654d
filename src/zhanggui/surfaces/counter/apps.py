from django.apps import AppConfig


class CounterConfig(AppConfig):
    name = "zhanggui.surfaces.counter"
    label = "counter"
