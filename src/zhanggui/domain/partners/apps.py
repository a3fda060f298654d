from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "zhanggui.domain.partners"
    label = "partners"
