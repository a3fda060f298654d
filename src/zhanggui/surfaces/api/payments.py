"""Payments, for programs; and the door at which the payment gateway knocks."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import Field

from zhanggui.domain.payments import gateway
from zhanggui.domain.payments.operations import PaymentWish, open_payment
from zhanggui.domain.payments.queries import payment_of, payments_paid
from zhanggui.domain.payments.rules import ONLINE
from zhanggui.domain.sales import queries
from zhanggui.journeys.receive_notice import TAKEN, receive_notice
from zhanggui.journeys.talk_to_gateway import is_linked_by_us, pay_ask
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound
from zhanggui.surfaces.api.callers import caller
from zhanggui.surfaces.api.idempotency import once
from zhanggui.surfaces.api.orders import Strict
from zhanggui.surfaces.api.told import told

router = Router()
SIGNED_BY = "Wechatpay-"
"""The headers in which WeChat Pay signs; the others sign in the body."""


class PaymentIn(Strict):
    """How somebody wants to pay an order. Without an amount: all of it."""

    order: Annotated[str, Field(max_length=24)]
    amount_fen: Annotated[int, Field(ge=1, le=10**15)] | None = None
    instalments: Annotated[int, Field(ge=1, le=24)] = 1
    method: Literal["alipay", "wechat", "gateway", "bank_transfer"] = "gateway"
    door: Literal["page", "phone", "code"] = "page"
    return_url: Annotated[str, Field(max_length=400, pattern=r"^(https?://|/).*$")] = "/"


class PaymentOut(Schema):
    """A payment. ``address`` is what its code says, or its link, once the gateway has told it."""

    number: str
    method: str
    address: str
    state: str
    amount_fen: int
    instalments: int
    expires_at: datetime | None
    paid_at: datetime | None


class PayLink(PaymentOut):
    """A payment, and where to make it; empty where the gateway is being asked for it: then look again."""

    link: str


Way = Literal["alipay", "wechat", "gateway", "bank_transfer", "cash_on_delivery"]


class RefundOut(Schema):
    """Money that goes back, or went."""

    number: str
    state: str
    amount_fen: int
    reason: str
    requested_at: datetime
    done_at: datetime | None


class PaidOut(PaymentOut):
    """A payment that arrived, for which order, by which number of the gateway's, and what went back of it."""

    order: str
    gateway_trade: str
    refunds: list[RefundOut]


class PaymentsOut(Schema):
    """A page of payments. ``next`` is what to say as ``after`` for those that follow; none at the end."""

    payments: list[PaidOut]
    next: str | None


@router.post("", response={201: PayLink})
@once
def new_payment(request: HttpRequest, body: PaymentIn) -> Status[Any]:
    """Open a payment of an order; the answer holds the signed link to the gateway's pay page, where there is
    one.

    For a code, and for WeChat Pay, the gateway is asked: ``address`` of the payment says it a moment later.
    A bank transfer names the payment's number in its note.
    """
    by, now = caller(request), clock.now()
    order = queries.order_numbered(body.order, by=by)
    online = body.method in ONLINE
    if online:
        gateway.connected(body.method)
    wish = PaymentWish(
        method=body.method,
        amount_fen=body.amount_fen,
        instalments=body.instalments,
        kind=body.door if online and body.door != "page" else "",
    )
    payment = open_payment(order_id=order.id, wish=wish, by=by, at=now)
    link = ""
    if online and is_linked_by_us(payment):
        ask = pay_ask(payment, return_url=request.build_absolute_uri(body.return_url), at=now)
        link = gateway.connected(payment.method).pay_link(ask, at=now)
    return Status(201, {**_shown(payment), "link": link})


@router.get("", response=PaymentsOut)
def paid(
    request: HttpRequest,
    method: Way,
    day: Annotated[date, Field(ge=date(2000, 1, 1), le=date(2200, 1, 1))],
    after: Annotated[str, Field(max_length=32)] = "",
    limit: Annotated[int, Field(ge=1, le=200)] = 100,
) -> dict[str, Any]:
    """What was paid one way on one day of Shanghai, the first first, with what went back of it. For finance.

    ``after`` is the number that the page before gave as ``next``.
    """
    start = datetime.combine(day, time(), tzinfo=SHANGHAI)
    until = start + timedelta(days=1)
    found = payments_paid(method, start, until, after=after, limit=limit + 1, by=caller(request))
    page = found[:limit]
    return {
        "payments": [_paid(one) for one in page],
        "next": page[-1].number if len(found) > limit else None,
    }


@router.get("{number}", response=PaymentOut)
def one_payment(request: HttpRequest, number: str) -> dict[str, Any]:
    """One payment of an order of the caller."""
    return _shown(payment_of(number, by=caller(request)))


@router.post("notices/{method}", auth=None, include_in_schema=False)
def notices(request: HttpRequest, method: str) -> HttpResponse:
    """A payment gateway tells how a payment or refund went. Who it is, its signature says."""
    try:
        answering = gateway.connected(method)
    except gateway.NotConnected as problem:
        raise NotFound from problem
    sent = {name: value for name, value in request.headers.items() if name.startswith(SIGNED_BY)}
    told = gateway.Told(method=method, body=request.body.decode(errors="replace"), headers=sent)
    sender = str(request.META.get("REMOTE_ADDR", ""))
    verdict = receive_notice(told=told, sender=sender, at=clock.now())
    reply = answering.reply(taken=verdict in TAKEN)
    return HttpResponse(reply.body, status=reply.status, content_type=reply.content_type)


def _shown(payment: Any) -> dict[str, Any]:
    return told(PaymentOut, payment)


def _paid(payment: Any) -> dict[str, Any]:
    return {
        **_shown(payment),
        "order": payment.order.number,
        "gateway_trade": payment.gateway_trade,
        "refunds": list(payment.refunds.all()),
    }
