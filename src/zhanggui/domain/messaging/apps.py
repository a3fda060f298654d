from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "zhanggui.domain.messaging"
    label = "messaging"
