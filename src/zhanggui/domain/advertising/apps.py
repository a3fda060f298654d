from django.apps import AppConfig


class AdvertisingConfig(AppConfig):
    name = "zhanggui.domain.advertising"
    label = "advertising"
