from django.apps import AppConfig


class SchemaConfig(AppConfig):
    name = "zhanggui.schema"
    label = "schema"
