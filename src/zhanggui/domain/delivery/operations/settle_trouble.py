"""Settling a trouble: how it ended for the customer. Goods and money are the journey's to move."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import HANDLE_TROUBLE, SETTLE_TROUBLE
from zhanggui.domain.delivery.facts import TroubleEnded
from zhanggui.domain.delivery.models import Trouble
from zhanggui.domain.delivery.refusals import TroubleSettled
from zhanggui.domain.delivery.states import WayOut
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import cases, trail
from zhanggui.mechanisms.cases import CaseState, Solution
from zhanggui.mechanisms.cases.queries import case_of

MAKES_GOOD = frozenset({WayOut.SENT_AGAIN, WayOut.REFUNDED})
"""After these, the customer waits for the parcel no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How it ended, what was refunded, and what was found out."""

    way: WayOut
    finding: str
    refund_fen: Fen = 0


@transaction.atomic
def settle_trouble(*, trouble_id: UUID, outcome: Outcome, by: Actor, at: datetime) -> Trouble:
    """End the trouble and its case; whatever else is open about the parcel ends the same way.

    Raises ``NotFound``, ``TroubleSettled``.
    """
    by.require(SETTLE_TROUBLE if outcome.way in MAKES_GOOD else HANDLE_TROUBLE)
    trouble = Trouble.objects.locked().select_related("shipment__order").filter(pk=trouble_id).first()
    if trouble is None:
        raise NotFound
    if trouble.settled_at is not None:
        raise TroubleSettled
    shipment = trouble.shipment
    if outcome.way in MAKES_GOOD:
        shipment.settled_at = at
        shipment.save(update_fields=["settled_at"])
    _end(trouble, outcome, outcome.refund_fen, by=by, at=at)
    if outcome.way in MAKES_GOOD:
        others = Trouble.objects.locked().select_related("shipment__order")
        for other in others.filter(shipment=shipment, settled_at=None):
            _end(other, outcome, 0, by=by, at=at)
    return trouble


def _end(trouble: Trouble, outcome: Outcome, refund_fen: Fen, *, by: Actor, at: datetime) -> None:
    trouble.way, trouble.refund_fen = outcome.way, refund_fen
    trouble.settled_by_id, trouble.settled_at = by.account_id, at
    trouble.save()
    case = case_of(trouble.id)
    if case is not None:
        # The clocks are the house's: that a trouble has ended is written into its case whoever ended it.
        if case.state not in (CaseState.RESOLVED, CaseState.CLOSED):
            cases.resolve(case_id=case.id, solution=Solution(finding=outcome.finding), by=SYSTEM, at=at)
        if case.state != CaseState.CLOSED:
            cases.close(case_id=case.id, by=SYSTEM, at=at)
    fact = TroubleEnded(
        number=trouble.shipment.number, kind=trouble.kind, way=outcome.way, refund_fen=refund_fen
    )
    trail.record(fact, on=trouble, by=by, at=at, reason=outcome.finding[:200], thread=trouble.shipment.order)
