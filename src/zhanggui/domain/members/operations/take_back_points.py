"""Goods of a finished order come back: so do the points they brought."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.members import accounts, rules
from zhanggui.domain.members.capabilities import SETTLE_POINTS
from zhanggui.domain.members.facts import PointsTakenBack
from zhanggui.domain.members.models import PointsGrant
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import ledger, trail
from zhanggui.mechanisms.ledger import Entry, Transfer
from zhanggui.mechanisms.trail import Subject


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Goods that cost so much, without their freight, came back in one return."""

    order_id: UUID
    return_id: UUID
    goods_fen: Fen


@transaction.atomic
def take_back_points(*, given_back: GivenBack, by: Actor, at: datetime) -> int:
    """Take the points of returned goods back; how many. What was spent already is owed from now on.

    Nothing happens for an order that brought none, or brings none yet.
    """
    by.require(SETTLE_POINTS)
    grant = PointsGrant.objects.locked().filter(order_id=given_back.order_id).first()
    if grant is None:
        return 0
    grant.returned_fen = min(grant.paid_fen, grant.returned_fen + given_back.goods_fen)
    kept = rules.points_for(
        grant.paid_fen - grant.returned_fen,
        per_yuan=norm("member.points_per_yuan", on=grant.earned_at),
        percent=grant.percent,
    )
    back = grant.points - kept
    grant.points = kept
    grant.save(update_fields=["returned_fen", "points"])
    owed = _post(grant, given_back, back, by, at) if back else 0
    fact = PointsTakenBack(order=grant.order_number, points=back, owed=owed)
    trail.record(fact, on=grant, by=by, at=at)
    return back


def _post(grant: PointsGrant, given_back: GivenBack, back: int, by: Actor, at: datetime) -> int:
    """What is still there goes back; the rest is owed. Returns the rest."""
    there = min(back, ledger.balance(accounts.points(grant.account_id)).available)
    parts = {accounts.points(grant.account_id): there, accounts.owed(grant.account_id): back - there}
    issued = accounts.issued(grant.account_id)
    entry = Entry(
        kind="members.points_taken_back",
        key=f"points:{given_back.return_id}:taken_back",
        at=at,
        subject=Subject("aftersales.return", given_back.return_id),
        transfers=[Transfer(account, issued, amount) for account, amount in parts.items() if amount],
    )
    ledger.post(entry, by=by)
    return back - there
