from django.apps import AppConfig


class ColumnsConfig(AppConfig):
    name = "zhanggui.domain.columns"
    label = "columns"
