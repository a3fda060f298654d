from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "zhanggui.domain.catalog"
    label = "catalog"
