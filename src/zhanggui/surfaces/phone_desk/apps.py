from django.apps import AppConfig


class PhoneDeskConfig(AppConfig):
    name = "zhanggui.surfaces.phone_desk"
    label = "phone_desk"
