from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ApprovalsConfig(AppConfig):
    name = "zhanggui.mechanisms.approvals"
    label = "approvals"

    def ready(self) -> None:
        for room in ("verifying", "violations"):
            import_module(f"zhanggui.mechanisms.approvals.{room}")
        autodiscover_modules("policies")
