"""A refusal as a sentence, beside the field it is about."""

from collections.abc import Mapping

from django.forms import Form
from django.utils.translation import gettext

from zhanggui.kernel.refusal import Refusal


def sentence(refusal: Refusal) -> str:
    """The sentence of a refusal, in the reader's language."""
    return refusal.message(gettext(refusal.template()))


def say(form: Form, refusal: Refusal, fields: Mapping[type[Refusal], str]) -> None:
    """Put the sentence of a refusal next to its field, or above the form if it is about no single one."""
    names = [name for kind, name in fields.items() if isinstance(refusal, kind) and name in form.fields]
    form.add_error(names[0] if names else None, sentence(refusal))
