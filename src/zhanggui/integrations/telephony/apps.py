from django.apps import AppConfig


class TelephonyConfig(AppConfig):
    name = "zhanggui.integrations.telephony"
    label = "telephony"
