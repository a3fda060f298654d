"""The console as an application, and as the site that Django's admin serves."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ConsoleConfig(AppConfig):
    """Registers every desk when it starts."""

    name = "zhanggui.surfaces.console"
    label = "console"

    def ready(self) -> None:
        from zhanggui.surfaces.console.words import translate_names

        translate_names()
        import_module("zhanggui.surfaces.console.desks")


class ConsoleAdminConfig(AdminConfig):
    """Django's admin, with our site in place of its own."""

    default_site = "zhanggui.surfaces.console.site.ConsoleSite"
    default = False
