from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "zhanggui.mechanisms.documents"
    label = "documents"
