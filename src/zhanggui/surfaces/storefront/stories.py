"""What has happened to an order, in the customer's words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext, pgettext

from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.care.models import Rating
from zhanggui.domain.catalog.models import Picture
from zhanggui.domain.payments.models import Payment
from zhanggui.domain.sales.models import Order, PaymentMethod
from zhanggui.domain.sales.states import OrderState

Told = tuple[datetime | None, str, str]
"""When something happened, in words, and its tone. Without a time it has not happened."""


def with_pictures(orders: Sequence[Order]) -> list[dict[str, Any]]:
    """Each order with its lines and the picture of each, in one query for all."""
    versions = {line.version_id for order in orders for line in order.lines.all()}
    rows = Picture.objects.filter(version_id__in=versions).order_by("version_id", "-position")
    pictures = dict(rows.values_list("version_id", "small"))
    return [
        {
            "order": order,
            "lines": [
                {"line": line, "picture": pictures.get(line.version_id)}
                for line in sorted(order.lines.all(), key=lambda line: line.position)
            ],
        }
        for order in orders
    ]


def steps(order: Order, rated_at: datetime | None = None) -> list[dict[str, Any]]:
    """The five beads: ordered, paid, shipped, delivered, rated."""
    pays_at_door = order.method == PaymentMethod.CASH_ON_DELIVERY
    reached = [
        (pgettext("step", "Order"), order.placed_at),
        (pgettext("step", "Accept") if pays_at_door else pgettext("step", "Pay"), order.confirmed_at),
        (pgettext("step", "Ship"), order.shipped_at),
        (pgettext("step", "Receive"), order.delivered_at),
        (pgettext("step", "Rate"), rated_at),
    ]
    now = next((i for i, (_, at) in enumerate(reached) if at is None), len(reached))
    return [
        {"name": name, "at": at, "done": at is not None, "current": i == now}
        for i, (name, at) in enumerate(reached)
    ]


def case_story(case: Return) -> list[dict[str, Any]]:
    """What happened in a case after the sale, the latest first."""
    repair, exchange = getattr(case, "repair", None), getattr(case, "exchange", None)
    agreed = gettext("We agreed") if case.state != "refused" else gettext("We did not agree")
    told: list[Told] = [
        (case.requested_at, gettext("You asked"), "info"),
        (case.decided_at, agreed, "bad" if case.state == "refused" else "good"),
        (case.withdrawn_at, gettext("You withdrew it"), "neutral"),
        (case.sent_at, gettext("The goods are on their way to us"), "info"),
        (case.received_at, gettext("The goods arrived at our warehouse"), "info"),
        (case.inspected_at, gettext("The goods were checked"), "info"),
    ]
    if repair is not None:
        told.append((repair.started_at, gettext("The repair began"), "info"))
        told.append((repair.lent_at, gettext("We lent you something to use meanwhile"), "info"))
        told.append((repair.ended_at, gettext("The repair ended"), "good"))
        told.append((repair.handed_back_at, gettext("The goods are on their way back to you"), "good"))
    if exchange is not None:
        told.append(
            (exchange.settled_at, gettext("Your replacement is paid for by what you sent back"), "good")
        )
    if case.refund_fen:
        told.append((case.finished_at, gettext("Your money is on its way back"), "good"))
    return _happened(told)


def story(order: Order, payments: Sequence[Payment], ratings: Sequence[Rating]) -> list[dict[str, Any]]:
    """What happened, the latest first; of one moment, the last of it first."""
    told: list[Told] = [(order.placed_at, gettext("You placed the order"), "info")]
    if order.method == PaymentMethod.CASH_ON_DELIVERY:
        told.append((order.confirmed_at, gettext("Accepted: you pay at the door"), "good"))
    told += [(payment.paid_at, gettext("Your payment arrived"), "good") for payment in payments]
    told += [
        (order.shipped_at, gettext("The parcel left the warehouse"), "info"),
        (order.delivered_at, gettext("Signed for"), "good"),
        (order.completed_at, gettext("The order is completed"), "good"),
    ]
    if order.state in {OrderState.CANCELLED, OrderState.EXPIRED}:
        words = {
            OrderState.CANCELLED: gettext("The order was cancelled"),
            OrderState.EXPIRED: gettext("Not paid in time: the goods went back on the shelf"),
        }
        told.append((order.ended_at, words[OrderState(order.state)], "neutral"))
    for rating in ratings:
        told.append((rating.rated_at, gettext("You gave %(n)d of 5 stars") % {"n": rating.score}, "info"))
    for payment in payments:
        own = [refund for refund in payment.refunds.all() if not refund.carried_id]
        for refund in (*own, *payment.refunds_of_carried.all()):
            told.append((refund.requested_at, gettext("A refund was ordered"), "waiting"))
            told.append((refund.done_at, gettext("The refund went out, the way you paid"), "good"))
    return _happened(told)


def _happened(told: Sequence[Told]) -> list[dict[str, Any]]:
    """What has its time, the latest first. What happened in one moment is told in its order too."""
    happened: list[dict[str, Any]] = [
        {"at": at, "text": text, "tone": tone} for at, text, tone in told if at is not None
    ]
    return sorted(happened, key=lambda step: step["at"])[::-1]
