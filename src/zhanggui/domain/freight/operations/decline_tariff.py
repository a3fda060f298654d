"""The carrier does not agree to the prices it was offered."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight.capabilities import ANSWER
from zhanggui.domain.freight.facts import TariffDeclined
from zhanggui.domain.freight.models import Tariff
from zhanggui.domain.freight.reach import held_tariff
from zhanggui.domain.freight.refusals import ReasonMissing
from zhanggui.domain.freight.states import TARIFF
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def decline_tariff(*, tariff_id: UUID, reason: str, by: Actor, at: datetime) -> Tariff:
    """Say what is wrong with one's own freight agreement; the house proposes another."""
    by.require(ANSWER)
    tariff = held_tariff(tariff_id, by=by)
    if not reason.strip():
        raise ReasonMissing
    tariff.state = TARIFF.after(tariff.state, "decline")
    tariff.answered_by_id, tariff.answered_at, tariff.answer = by.account_id, at, reason.strip()[:400]
    tariff.save(update_fields=["state", "answered_by", "answered_at", "answer"])
    fact = TariffDeclined(carrier=str(tariff.carrier), number=tariff.number)
    trail.record(fact, on=tariff, by=by, at=at, reason=reason, thread=tariff.carrier)
    return tariff
