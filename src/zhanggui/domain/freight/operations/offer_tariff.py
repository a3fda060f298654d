"""An approved freight agreement is shown to its carrier."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight.capabilities import APPROVE_TARIFFS
from zhanggui.domain.freight.facts import TariffOffered
from zhanggui.domain.freight.models import Tariff
from zhanggui.domain.freight.reach import held_tariff
from zhanggui.domain.freight.states import TARIFF
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def offer_tariff(*, tariff_id: UUID, by: Actor, at: datetime) -> Tariff:
    """Let the carrier answer. The approval calls this."""
    by.require(APPROVE_TARIFFS)
    tariff = held_tariff(tariff_id, by=by)
    tariff.state = TARIFF.after(tariff.state, "offer")
    tariff.save(update_fields=["state"])
    fact = TariffOffered(carrier=str(tariff.carrier), number=tariff.number)
    trail.record(fact, on=tariff, by=by, at=at, thread=tariff.carrier)
    return tariff
