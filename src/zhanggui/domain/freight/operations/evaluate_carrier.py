"""Evaluating a carrier's month by what was recorded (B-7.2.2)."""

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight import rules
from zhanggui.domain.freight.capabilities import EVALUATE
from zhanggui.domain.freight.facts import CarrierEvaluated
from zhanggui.domain.freight.models import Scorecard
from zhanggui.domain.freight.queries import agreed_for
from zhanggui.domain.freight.refusals import MonthNotOver
from zhanggui.domain.freight.rules import Kept
from zhanggui.domain.freight.states import Gravity
from zhanggui.domain.partners.queries import carrier_of_id
from zhanggui.domain.partners.reach import hold_partner
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import cases, trail


@transaction.atomic
def evaluate_carrier(*, carrier_id: UUID, month: date, kept: Kept, by: Actor, at: datetime) -> Scorecard:
    """Score a month that is over by the levels agreed for it, once; below any of them a case is opened.

    ``kept`` is counted by the journey, from parcels, complaints and payments. Raises ``NoAgreement`` where
    none held in the month, ``MonthNotOver``.
    """
    by.require(EVALUATE)
    carrier = carrier_of_id(carrier_id)
    hold_partner(carrier.organisation_id)
    month = rules.first_of_month(month)
    if known := Scorecard.objects.filter(carrier=carrier, month=month).first():
        return known
    if rules.month_after(month) > at.astimezone(SHANGHAI).date():
        raise MonthNotOver(month=f"{month:%Y-%m}")
    tariff = agreed_for(carrier.id, month)
    scores = rules.score(kept, tariff.levels())
    below = [one.what for one in scores if not one.kept]
    card = Scorecard.objects.create(
        carrier=carrier,
        month=month,
        tariff=tariff,
        figures=asdict(kept),
        scores=[asdict(one) for one in scores],
        points=rules.total(scores),
        below=below,
        evaluated_by_id=by.account_id,
        evaluated_at=at,
    )
    if below:
        _supervise(card, by, at)
    fact = CarrierEvaluated(
        carrier=str(carrier), month=f"{month:%Y-%m}", points=card.points, below=", ".join(below)
    )
    trail.record(fact, on=card, by=by, at=at, thread=carrier)
    return card


def _supervise(card: Scorecard, by: Actor, at: datetime) -> None:
    opening = cases.Opening(
        subject=trail.Subject.of(card),
        title=str(card),
        severity=Gravity.MAJOR if len(card.below) > 1 else Gravity.MINOR,
        text=", ".join(card.below),
        thread=trail.Subject.of(card.carrier),
    )
    cases.open_case(cases.policy_of("freight.supervision"), opening, by=by, at=at)
