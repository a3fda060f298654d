"""Saying how a branch of the tree of goods is taxed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.catalog.queries import category_paths
from zhanggui.domain.invoicing.capabilities import KEEP_INVOICES
from zhanggui.domain.invoicing.facts import CategoryClassed
from zhanggui.domain.invoicing.models import CategoryTax
from zhanggui.domain.invoicing.refusals import BadClass, ClassInThePast
from zhanggui.domain.invoicing.rules import is_class_code
from zhanggui.domain.invoicing.states import SpecialRule, Treatment
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("invoicing_category_tax_once", ClassInThePast)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassWish:
    """How a category is taxed from a day on; no category means everything nobody else said it of."""

    category_id: UUID | None
    treatment: Treatment
    class_code: str
    short_name: str
    starts_on: date
    special: SpecialRule = SpecialRule.ALLOWED


@transaction.atomic
def class_category(*, wish: ClassWish, by: Actor, at: datetime) -> CategoryTax:
    """Write the tax class of a category down, by the national table. Said once for a day, never changed."""
    by.require(KEEP_INVOICES)
    if wish.category_id and wish.category_id not in category_paths():
        raise NotFound
    if not is_class_code(wish.class_code) or not wish.short_name.strip():
        raise BadClass
    if wish.starts_on < at.astimezone(SHANGHAI).date():
        raise ClassInThePast
    with refusing():
        said = CategoryTax.objects.create(
            category_id=wish.category_id,
            treatment=wish.treatment,
            class_code=wish.class_code,
            short_name=wish.short_name.strip()[:30],
            special=wish.special,
            starts_on=wish.starts_on,
            set_by_id=by.account_id,
            set_at=at,
        )
    fact = CategoryClassed(
        category=said.category.name_zh if said.category else "*",
        short_name=said.short_name,
        treatment=said.treatment,
        starts_on=said.starts_on.isoformat(),
    )
    trail.record(fact, on=said, by=by, at=at)
    return said
