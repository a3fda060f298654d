from django.apps import AppConfig


class AftersalesConfig(AppConfig):
    name = "zhanggui.domain.aftersales"
    label = "aftersales"
