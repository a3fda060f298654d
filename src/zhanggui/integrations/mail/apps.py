from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "zhanggui.integrations.mail"
    label = "mail"
