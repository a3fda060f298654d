from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ApprovalsConfig(AppConfig):
    name = "zhanggui.mechanisms.approvals"
    label = "approvals"

    def ready(self) -> None:
        autodiscover_modules("policies")
