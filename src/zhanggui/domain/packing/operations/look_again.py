"""The second look at a parcel that weighs something else than it should."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.packing.capabilities import LOOK_AGAIN
from zhanggui.domain.packing.facts import LookedAgain
from zhanggui.domain.packing.models import BenchWork
from zhanggui.domain.packing.reach import COUNTED_ANEW, count_anew, held_bench
from zhanggui.domain.packing.refusals import LookReasonMissing, SomebodyElseLooks
from zhanggui.domain.packing.states import after
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.mechanisms import trail


@transaction.atomic
def look_again(*, allocation_id: UUID, accept: bool, reason: str, by: Actor, at: datetime) -> BenchWork:
    """``accept``: it may go as it is; else every piece is counted anew. Never by the person who packed it.

    Raises ``SomebodyElseLooks`` and ``LookReasonMissing``.
    """
    by.require(LOOK_AGAIN)
    bench = held_bench(allocation_id)
    state = after(bench.state, "accept" if accept else "recount")
    packer = Account.objects.filter(pk=bench.packer_id).values_list("person_id", flat=True).first()
    if by.person_id is None or by.person_id == packer:
        raise SomebodyElseLooks
    if not reason.strip():
        raise LookReasonMissing

    fact = LookedAgain(
        verdict="accepted" if accept else "counted anew", difference_grams=bench.difference_grams
    )
    if not accept:
        count_anew(bench)
    bench.state, bench.looked_by_id, bench.looked_at = state, by.account_id, at
    bench.look_reason = reason.strip()[:200]
    bench.save(update_fields=["looked_by", "looked_at", "look_reason", *COUNTED_ANEW])
    trail.record(fact, on=bench, by=by, at=at, thread=bench.allocation.order, reason=reason)
    return bench
