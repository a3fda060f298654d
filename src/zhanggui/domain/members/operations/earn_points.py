"""A finished order brings points and growth."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.members import accounts, rules
from zhanggui.domain.members.capabilities import SETTLE_POINTS
from zhanggui.domain.members.facts import PointsEarned
from zhanggui.domain.members.models import PointsGrant
from zhanggui.domain.members.queries import level_of
from zhanggui.identity.actor import Actor
from zhanggui.kernel.deadlines import after_months
from zhanggui.kernel.money import Fen
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import ledger, trail
from zhanggui.mechanisms.ledger import Entry, Transfer
from zhanggui.mechanisms.trail import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """What a member bought and kept: the order, and what was paid for its goods."""

    account_id: UUID
    order_id: UUID
    order_number: str
    paid_fen: Fen


@transaction.atomic
def earn_points(*, bought: Bought, by: Actor, at: datetime) -> PointsGrant:
    """Give the points of an order, by the level held now. Told twice, the first time counts.

    What the member owes from goods that came back is settled first.
    """
    by.require(SETTLE_POINTS)
    known = PointsGrant.objects.filter(order_id=bought.order_id).first()
    if known is not None:
        return known
    level = level_of(bought.account_id, at)
    earned = rules.points_for(
        bought.paid_fen, per_yuan=norm("member.points_per_yuan", on=at), percent=level.percent
    )
    grant = PointsGrant.objects.create(
        account_id=bought.account_id,
        order_id=bought.order_id,
        order_number=bought.order_number,
        paid_fen=bought.paid_fen,
        percent=level.percent,
        points=earned,
        earned_at=at,
        expires_at=after_months(at, norm("member.points_valid_months", on=at)),
    )
    if earned:
        _post(bought, earned, by, at)
    trail.record(PointsEarned(order=bought.order_number, points=earned), on=grant, by=by, at=at)
    return grant


def _post(bought: Bought, earned: int, by: Actor, at: datetime) -> None:
    debt = min(earned, ledger.balance(accounts.owed(bought.account_id)).available)
    parts = {accounts.owed(bought.account_id): debt, accounts.points(bought.account_id): earned - debt}
    issued = accounts.issued(bought.account_id)
    entry = Entry(
        kind="members.points_earned",
        key=f"points:{bought.order_id}:earned",
        at=at,
        subject=Subject("sales.order", bought.order_id),
        transfers=[Transfer(issued, account, amount) for account, amount in parts.items() if amount],
    )
    ledger.post(entry, by=by)
