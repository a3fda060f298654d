"""A freight agreement that was not approved goes no further."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight.facts import TariffDropped
from zhanggui.domain.freight.models import Tariff
from zhanggui.domain.freight.states import TARIFF
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def drop_tariff(*, tariff_id: UUID, by: Actor, at: datetime) -> Tariff:
    """Told by the approval that it was rejected, withdrawn or ran out."""
    tariff = Tariff.objects.locked().select_related("carrier__organisation").get(pk=tariff_id)
    tariff.state = TARIFF.after(tariff.state, "drop")
    tariff.save(update_fields=["state"])
    fact = TariffDropped(carrier=str(tariff.carrier), number=tariff.number)
    trail.record(fact, on=tariff, by=by, at=at, thread=tariff.carrier)
    return tariff
