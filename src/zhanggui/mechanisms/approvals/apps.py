from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "zhanggui.mechanisms.approvals"
    label = "approvals"
