"""The names of nouns and columns in the reader's language.

Domain packages name their fields once, in English. The console is where people read those names, so it is
the console's catalogue of words that translates them.
"""

from functools import cache

from django.apps import apps
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext, gettext_lazy, pgettext, pgettext_lazy

from zhanggui.mechanisms import cases
from zhanggui.mechanisms.approvals.policy import policies as approval_policies
from zhanggui.mechanisms.documents.types import document_types
from zhanggui.surfaces.design.states import STATES

COUNTLESS = ("goods", "measures", "history", "research", "terms", "work")
"""Nouns that English does not count."""


def translate_names() -> None:
    """Let every package, noun, field and choice of ours be called by its translated name.

    Migrations do not see this.
    """
    for package in apps.get_app_configs():
        if package.name.startswith("zhanggui."):
            package.verbose_name = gettext_lazy(str(package.verbose_name))
    for model in apps.get_models():
        if not model.__module__.startswith("zhanggui."):
            continue
        name = str(model._meta.verbose_name)
        model._meta.verbose_name = pgettext_lazy("noun", name)
        model._meta.verbose_name_plural = pgettext_lazy("noun", several(name))
        for field in model._meta.fields:
            field.verbose_name = field_word_lazy(str(field.verbose_name), name)
            if field.choices:
                field.choices = [
                    (value, choice_word_lazy(str(label), field.name)) for value, label in field.flatchoices
                ]


def field_word(word: str, noun: str) -> str:
    """What a field is called: of this noun in particular, or of every noun."""
    own = pgettext(f"field of {noun}", word)
    return own if own != word else gettext(word)


def choice_word(label: str, field: str = "") -> str:
    """What a choice is called: of this field in particular, or in words of its own, else as its state is
    called everywhere.

    Without a language (when migrations are compared) it is what the model says.
    """
    if get_language() is None:
        return label
    if field and (own := pgettext(f"choice of {field}", label)) != label:
        return own
    papers = {paper.code: paper.title for paper in document_types()}
    if title := papers.get(label) or titles().get(label):
        return gettext(title)
    for word in (pgettext("choice", label), gettext(label)):
        if word != label:
            return word
    return str(STATES[label].word) if label in STATES else label.replace("_", " ")


@cache
def titles() -> dict[str, str]:
    """What each kind of case and of review is called; a message, not yet translated."""
    of_cases = {policy.kind: policy.title for policy in cases.policies()}
    return of_cases | {policy.kind: policy.title for policy in approval_policies()}


CODES_OF_DATA = frozenset(
    {"picture", "system", "public", "collected", "signed", "ordinary", "major", "none", "door"}
    | {"review", "check", "visit", "agreement", "evaluate", "examine", "approve"}
)
"""Codes that are kept without a list of choices: types of paper, severities, carriers' words."""


@cache
def codes() -> frozenset[str]:
    """Every code that some field of ours may hold."""
    fields = (field for model in apps.get_models() for field in model._meta.fields if field.choices)
    ours = (field for field in fields if field.model.__module__.startswith("zhanggui."))
    papers = {paper.code for paper in document_types()}
    return CODES_OF_DATA | papers | {str(value) for field in ours for value, _ in field.flatchoices}


choice_word_lazy = lazy(choice_word, str)
field_word_lazy = lazy(field_word, str)


def several(name: str) -> str:
    """The name of more than one, in English."""
    if name.endswith(COUNTLESS):
        return name
    if name.endswith("y") and name[-2] not in "aeiou":
        return f"{name[:-1]}ies"
    if name.endswith("sis"):
        return f"{name[:-2]}es"
    return f"{name}es" if name.endswith("s") else f"{name}s"
