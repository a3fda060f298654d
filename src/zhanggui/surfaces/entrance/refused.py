"""A refusal beside the field it is about."""

from collections.abc import Mapping

from django.forms import Form
from django.utils.translation import gettext

from zhanggui.kernel.refusal import Refusal


def say(form: Form, refusal: Refusal, fields: Mapping[type[Refusal], str]) -> None:
    """Put the sentence of a refusal next to its field, or above the form if it is about no single one."""
    names = [name for kind, name in fields.items() if isinstance(refusal, kind)]
    name = names[0] if names and names[0] in form.fields else None
    form.add_error(name, refusal.message(gettext(refusal.template())))
