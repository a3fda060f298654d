from django.apps import AppConfig


class AppraisalConfig(AppConfig):
    name = "zhanggui.domain.appraisal"
    label = "appraisal"
