"""A charge that was not approved comes to nothing."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.finance.facts import ChargeDropped
from zhanggui.domain.finance.models import Charge
from zhanggui.domain.finance.states import CHARGE
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def drop_charge(*, charge_id: UUID, by: Actor, at: datetime) -> Charge:
    """Told by the approval that it was rejected, withdrawn or ran out."""
    charge = Charge.objects.locked().select_related("supplier").get(pk=charge_id)
    charge.state = CHARGE.after(charge.state, "drop")
    charge.decided_at = at
    charge.save(update_fields=["state", "decided_at"])
    trail.record(ChargeDropped(number=charge.number), on=charge, by=by, at=at, thread=charge.supplier)
    return charge
