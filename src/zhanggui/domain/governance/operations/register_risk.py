"""Registering a risk: what could go wrong, why, and what then."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.capabilities import REGISTER_RISKS
from zhanggui.domain.governance.facts import RiskRegistered
from zhanggui.domain.governance.keeping import (
    next_number,
    refuse_empty,
    refuse_stranger,
    refuse_unknown_control,
)
from zhanggui.domain.governance.models import Risk
from zhanggui.domain.governance.rules import REVIEWED_AFTER_CHANGE
from zhanggui.domain.governance.states import Area, Category, RiskSource
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskWish:
    """Cause, event and effect; who answers for it; where it came up; the control that tells it comes true."""

    area: Area
    category: Category
    cause: str
    event: str
    effect: str
    owner_id: UUID
    source: RiskSource
    came_up_in_id: UUID | None = None
    indicator: str = ""


@transaction.atomic
def register_risk(*, wish: RiskWish, by: Actor, at: datetime) -> Risk:
    """Put a risk on the register; it has to be scored within a week (B-9.2.1).

    Raises ``SayMore``, ``NoSuchOwner`` and ``NoSuchControl``.
    """
    by.require(REGISTER_RISKS)
    refuse_empty(cause=wish.cause, event=wish.event, effect=wish.effect)
    refuse_stranger(wish.owner_id)
    refuse_unknown_control(wish.indicator)

    risk = Risk.objects.create(
        number=next_number("R"),
        process=wish.area.value,
        risk_type=wish.category.value,
        root_cause=wish.cause.strip(),
        event=wish.event.strip()[:200],
        effect=wish.effect.strip(),
        owner_id=wish.owner_id,
        source=wish.source.value,
        came_up_in_id=wish.came_up_in_id,
        indicator=wish.indicator,
        assess_by=at + REVIEWED_AFTER_CHANGE,
        registered_by_id=by.account_id,
        registered_at=at,
    )

    fact = RiskRegistered(number=risk.number, event=risk.event, area=risk.process, source=risk.source)
    trail.record(fact, on=risk, by=by, at=at)
    return risk
