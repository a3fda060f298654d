from django.apps import AppConfig


class InventoryConfig(AppConfig):
    name = "zhanggui.domain.inventory"
    label = "inventory"
