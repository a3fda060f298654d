from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    name = "zhanggui.domain.compliance"
    label = "compliance"
