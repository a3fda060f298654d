"""Changing a category: its names, and what it asks from now on."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.catalog.capabilities import ARRANGE_CATEGORIES
from zhanggui.domain.catalog.facts import CategoryChanged
from zhanggui.domain.catalog.models import Category
from zhanggui.domain.catalog.operations.create_category import CategoryTerms
from zhanggui.domain.catalog.refusals import CategoryTaken, ReasonNeeded
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail

FIXED = frozenset({"code", "position"})
"""The code stays: addresses and paths are made of it."""


@transaction.atomic
def change_category(
    *, category_id: UUID, terms: CategoryTerms, reason: str, by: Actor, at: datetime
) -> Category:
    """Let a category be called and ask what ``terms`` say; its code stays (B-2.3.2).

    What is on sale stays on sale; the new demands hold for what is submitted or published from now on.
    Raises ``ReasonNeeded`` and ``CategoryTaken``.
    """
    by.require(ARRANGE_CATEGORIES)
    category = Category.objects.locked().filter(pk=category_id).first()
    if category is None:
        raise NotFound
    if not reason.strip():
        raise ReasonNeeded
    _refuse_same_name(category, terms)

    changed = []
    for name in CategoryTerms.__dataclass_fields__.keys() - FIXED:
        value = getattr(terms, name)
        value = list(value) if isinstance(value, tuple) else value
        if getattr(category, name) != value:
            setattr(category, name, value)
            changed.append(name)
    category.save()

    fact = CategoryChanged(code=category.code, name=category.name_zh, changed=sorted(changed))
    trail.record(fact, on=category, by=by, at=at, reason=reason)
    return category


def _refuse_same_name(category: Category, terms: CategoryTerms) -> None:
    beside = Category.objects.filter(parent_id=category.parent_id, name_zh=terms.name_zh)
    if beside.exclude(pk=category.pk).exists():
        raise CategoryTaken(code=terms.code)
