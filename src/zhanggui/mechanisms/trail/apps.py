from importlib import import_module

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """The verifiers of the trail register when all models are known."""

    name = "zhanggui.mechanisms.trail"
    label = "trail"

    def ready(self) -> None:
        for module in ("governing", "tampering"):
            import_module(f"{self.name}.{module}")
