from django.apps import AppConfig


class SecurityConfig(AppConfig):
    name = "zhanggui.domain.security"
    label = "security"
