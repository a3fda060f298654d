"""Codes of the catalogue as people read them."""

from collections.abc import Sequence

from django.utils.translation import gettext, pgettext

from zhanggui.kernel.said import Said
from zhanggui.mechanisms.documents.types import NoSuchType, type_of


def fields_said(names: Sequence[str]) -> Said:
    """Names of fields: programs get them as they are, people as words."""
    return Said(", ".join(names), lambda: _listed([pgettext("code", name) for name in names]))


def papers_said(codes: Sequence[str]) -> Said:
    """Types of document: programs get their codes, people their titles."""
    return Said(", ".join(codes), lambda: _listed([_title(code) for code in codes]))


def _listed(words: Sequence[str]) -> str:
    return pgettext("between the words of a list", ", ").join(dict.fromkeys(words))


def _title(code: str) -> str:
    try:
        return gettext(type_of(code).title)
    except NoSuchType:
        return code
