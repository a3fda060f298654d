"""Taking a list of a wave: from now on it is this picker's walk."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import PICK
from zhanggui.domain.delivery.facts import PickListTaken
from zhanggui.domain.delivery.models import Allocation, PickList
from zhanggui.domain.delivery.refusals import ListTaken
from zhanggui.domain.delivery.states import AllocationState, after
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def take_pick_list(*, pick_list_id: UUID, by: Actor, at: datetime) -> PickList:
    """Again by the same picker it changes nothing. Raises ``ListTaken``."""
    by.require(PICK)
    pick_list = PickList.objects.locked().filter(pk=pick_list_id).first()
    if pick_list is None:
        raise NotFound
    if pick_list.picker_id == by.account_id and pick_list.finished_at is None:
        return pick_list
    if pick_list.picker_id is not None or pick_list.finished_at is not None:
        raise ListTaken
    pick_list.picker_id, pick_list.started_at = by.account_id, at
    pick_list.save(update_fields=["picker_id", "started_at"])
    parts = Allocation.objects.locked().filter(pick_list=pick_list, state=AllocationState.ALLOCATED)
    state = after(AllocationState.ALLOCATED, "start_picking")
    Allocation.objects.filter(pk__in=[one.pk for one in parts]).update(state=state)
    trail.record(PickListTaken(number=pick_list.number), on=pick_list, by=by, at=at)
    return pick_list
