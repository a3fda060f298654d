from django.apps import AppConfig


class InvoicingConfig(AppConfig):
    name = "zhanggui.domain.invoicing"
    label = "invoicing"
