"""Taking an announced delivery back: it will not come."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory.capabilities import ANNOUNCE
from zhanggui.domain.inventory.facts import DeliveryCancelled
from zhanggui.domain.inventory.models import DeliveryNotice
from zhanggui.domain.inventory.reach import own_supplier
from zhanggui.domain.inventory.refusals import ReasonMissing
from zhanggui.domain.inventory.states import NOTICE
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def cancel_delivery(*, notice_id: UUID, reason: str, by: Actor, at: datetime) -> DeliveryNotice:
    """The supplier calls its delivery off, as long as it has not arrived."""
    by.require(ANNOUNCE)
    supplier = own_supplier(by)
    notice = DeliveryNotice.objects.locked().filter(pk=notice_id, supplier_id=supplier.id).first()
    if notice is None:
        raise NotFound
    if not reason.strip():
        raise ReasonMissing
    notice.state = NOTICE.after(notice.state, "cancel")
    notice.cancelled_at = at
    notice.cancel_reason = reason
    notice.save(update_fields=["state", "cancelled_at", "cancel_reason"])
    trail.record(DeliveryCancelled(number=notice.number), on=notice, by=by, at=at, reason=reason)
    return notice
