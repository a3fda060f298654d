from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "zhanggui.identity"
    label = "identity"
