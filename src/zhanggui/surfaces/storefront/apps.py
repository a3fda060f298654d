from django.apps import AppConfig


class StorefrontConfig(AppConfig):
    name = "zhanggui.surfaces.storefront"
    label = "storefront"
