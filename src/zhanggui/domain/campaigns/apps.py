from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "zhanggui.domain.campaigns"
    label = "campaigns"
