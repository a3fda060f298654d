"""A parcel weighs otherwise than we said: its freight is reckoned again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight import reckoning
from zhanggui.domain.freight.capabilities import REWEIGH
from zhanggui.domain.freight.facts import ParcelReweighed
from zhanggui.domain.freight.models import Accrual
from zhanggui.domain.freight.reckoning import Occasion
from zhanggui.domain.freight.refusals import AlreadySettled, ReasonMissing, WeightWrong
from zhanggui.domain.freight.rules import WEIGHT_MOST
from zhanggui.domain.freight.states import AccrualState, Why
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def reweigh_parcel(*, accrual_id: UUID, grams: int, reason: str, by: Actor, at: datetime) -> Accrual:
    """Correct the weight, say why, and book the difference. Raises ``AlreadySettled`` once it is agreed."""
    by.require(REWEIGH)
    held = Accrual.objects.locked().select_related("tariff", "warehouse", "carrier")
    accrual = held.filter(pk=accrual_id).first()
    if accrual is None:
        raise NotFound
    if accrual.state == AccrualState.ACCEPTED:
        raise AlreadySettled
    if not 0 < grams <= WEIGHT_MOST:
        raise WeightWrong
    if not reason.strip():
        raise ReasonMissing
    before = accrual.amount_fen
    priced = reckoning.by_weight(accrual, grams)
    occasion = Occasion(why=Why.WEIGHED, note=reason.strip(), by=by, at=at)
    row = reckoning.reckon(accrual, priced, grams, occasion)
    transfers = reckoning.difference(accrual, before)
    reckoning.book("freight.reweighed", f"freight.reckoning/{row.pk}", accrual, transfers, by, at)
    fact = ParcelReweighed(
        tracking_number=accrual.tracking_number,
        grams=grams,
        before_fen=before,
        amount_fen=accrual.amount_fen,
    )
    trail.record(fact, on=accrual, by=by, at=at, reason=reason, thread=accrual.carrier)
    return accrual
