"""The names of nouns and columns in the reader's language.

Domain packages name their fields once, in English. The console is where people read those names, so it is
the console's catalogue of words that translates them.
"""

from django.apps import apps
from django.utils.translation import gettext_lazy, pgettext_lazy

COUNTLESS = ("goods", "history", "research")
"""Nouns that English does not count."""


def translate_names() -> None:
    """Let every field and noun of ours be called by its translated name. Migrations do not see this."""
    for model in apps.get_models():
        if not model.__module__.startswith("zhanggui."):
            continue
        name = str(model._meta.verbose_name)
        model._meta.verbose_name = pgettext_lazy("noun", name)
        model._meta.verbose_name_plural = pgettext_lazy("noun", several(name))
        for field in model._meta.fields:
            field.verbose_name = gettext_lazy(str(field.verbose_name))


def several(name: str) -> str:
    """The name of more than one, in English."""
    if name.endswith(COUNTLESS):
        return name
    if name.endswith("y") and name[-2] not in "aeiou":
        return f"{name[:-1]}ies"
    return f"{name}es" if name.endswith("s") else f"{name}s"
