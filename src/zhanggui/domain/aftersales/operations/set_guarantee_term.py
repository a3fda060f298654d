"""Saying which goods fall under the three guarantees (三包), from now on."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.capabilities import SET_TERMS
from zhanggui.domain.aftersales.facts import GuaranteeTermSet
from zhanggui.domain.aftersales.models import GuaranteeTerm
from zhanggui.domain.aftersales.states import GuaranteeClass
from zhanggui.domain.catalog.queries import category_paths
from zhanggui.identity.actor import Actor
from zhanggui.kernel.norms import norm, source_of
from zhanggui.kernel.refusal import Malformed, NotFound
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class TermWish:
    """By which catalogue goods of a category are guaranteed, and for how many months if for more."""

    category_id: UUID
    kind: GuaranteeClass
    promised_months: int = 0


@transaction.atomic
def set_guarantee_term(*, wish: TermWish, by: Actor, at: datetime) -> GuaranteeTerm:
    """Put a term in force for a category and those under it. The one before ends; what was sold keeps it.

    Raises ``Malformed`` for a promise without months, or below what the law says anyhow.
    """
    by.require(SET_TERMS)
    if wish.category_id not in category_paths():
        raise NotFound
    lawful = norm(f"guarantee.{wish.kind}.months", on=at)
    if not 0 <= wish.promised_months <= 120 or max(lawful, wish.promised_months) == 0:
        raise Malformed(field="promised_months", problem=str(wish.promised_months))

    for before in GuaranteeTerm.objects.locked().filter(category_id=wish.category_id, ended_at=None):
        before.ended_at = at
        before.save(update_fields=["ended_at"])
    term = GuaranteeTerm.objects.create(
        category_id=wish.category_id,
        kind=wish.kind,
        promised_months=wish.promised_months,
        source=source_of(f"guarantee.{wish.kind}.months", on=at),
        set_by_id=by.account_id,
        set_at=at,
    )
    fact = GuaranteeTermSet(
        category=term.category.name_zh, kind=wish.kind, promised_months=wish.promised_months
    )
    trail.record(fact, on=term, by=by, at=at)
    return term
