from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "zhanggui.mechanisms.ledger"
    label = "ledger"
