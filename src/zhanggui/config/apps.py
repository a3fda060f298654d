"""Wakes up what every package declares: what is registered by being imported is imported here."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class HouseConfig(AppConfig):
    """The last application to start, when all models are known."""

    name = "zhanggui.config"
    label = "house"

    def ready(self) -> None:
        autodiscover_modules("facts", "policies", "controls", "counts", "jobs")
        import_module("zhanggui.journeys.jobs")
