from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "zhanggui.domain.governance"
    label = "governance"
