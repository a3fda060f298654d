from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "zhanggui.domain.payments"
    label = "payments"
