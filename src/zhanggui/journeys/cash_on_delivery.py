"""Who may pay at the door: the amount, the area, and whether they have let parcels come back before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from zhanggui.domain.delivery.models import Shipment
from zhanggui.domain.delivery.states import ParcelState
from zhanggui.domain.sales.models import PaymentMethod
from zhanggui.kernel.money import Fen, yuan
from zhanggui.kernel.norms import norm
from zhanggui.kernel.refusal import Refusal


class TooMuchAtTheDoor(Refusal):
    """At the door at most ¥{most} can be paid. Send a link to pay by."""

    code = "too-much-at-the-door"
    status = 422


class NotPaidThere(Refusal):
    """In {area} nothing can be paid at the door. Send a link to pay by."""

    code = "not-paid-there"
    status = 422


class RefusedBefore(Refusal):
    """{count} parcels to be paid at the door came back within {days} days. Send a link to pay by."""

    code = "refused-before"
    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The house's rules for paying at the door, as they stand on a day."""

    most_fen: Fen
    closed_areas: Sequence[str]
    refusals: int
    days: int


def limits(at: datetime) -> Limits:
    """The rules in force."""
    return Limits(
        most_fen=norm("cash_on_delivery.most_fen", on=at),
        closed_areas=norm("cash_on_delivery.closed_areas", on=at),
        refusals=norm("cash_on_delivery.refusals", on=at),
        days=norm("cash_on_delivery.refusal_days", on=at),
    )


def judged(*, payable_fen: Fen, area: str, came_back: int, rules: Limits) -> Refusal | None:
    """Why this order cannot be paid at the door, or ``None``. ``area`` begins with the province."""
    if payable_fen > rules.most_fen:
        return TooMuchAtTheDoor(most=yuan(rules.most_fen))
    for closed in rules.closed_areas:
        if area.startswith(closed):
            return NotPaidThere(area=closed)
    if came_back >= rules.refusals:
        return RefusedBefore(count=came_back, days=rules.days)
    return None


def why_not(*, customer_id: UUID | None, area: str, payable_fen: Fen, at: datetime) -> Refusal | None:
    """Why this customer cannot pay an order of this sum, to this area, at the door; or ``None``."""
    rules = limits(at)
    back = came_back(customer_id, since=at - timedelta(days=rules.days), most=rules.refusals)
    return judged(payable_fen=payable_fen, area=area, came_back=back, rules=rules)


def came_back(customer_id: UUID | None, *, since: datetime, most: int) -> int:
    """How many of this customer's parcels to be paid at the door came back; counted up to ``most``."""
    if customer_id is None:
        return 0
    parcels = Shipment.objects.filter(
        order__customer=customer_id,
        order__method=PaymentMethod.CASH_ON_DELIVERY,
        state=ParcelState.RETURNED,
        state_since__gte=since,
    )
    return len(parcels.values_list("pk")[:most])
