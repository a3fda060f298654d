from importlib import import_module

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "zhanggui.mechanisms.ledger"
    label = "ledger"

    def ready(self) -> None:
        import_module("zhanggui.mechanisms.ledger.verifying")
