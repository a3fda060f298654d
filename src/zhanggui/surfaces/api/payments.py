"""Payments, for programs; and the door at which the payment gateway knocks."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import Field

from zhanggui.domain.payments import gateway
from zhanggui.domain.payments.operations import PaymentWish, open_payment
from zhanggui.domain.payments.queries import payment_of
from zhanggui.domain.sales import queries
from zhanggui.journeys.receive_notice import TAKEN, receive_notice
from zhanggui.kernel import clock
from zhanggui.surfaces.api.callers import caller
from zhanggui.surfaces.api.idempotency import once
from zhanggui.surfaces.api.orders import Strict

router = Router()


class PaymentIn(Strict):
    """How somebody wants to pay an order. Without an amount: all of it."""

    order: Annotated[str, Field(max_length=24)]
    amount_fen: Annotated[int, Field(ge=1, le=10**15)] | None = None
    instalments: Annotated[int, Field(ge=1, le=24)] = 1
    return_url: Annotated[str, Field(max_length=400, pattern=r"^(https?://|/).*$")] = "/"


class PaymentOut(Schema):
    number: str
    state: str
    amount_fen: int
    instalments: int
    expires_at: datetime | None
    paid_at: datetime | None


class PayLink(PaymentOut):
    """A payment, and where to make it."""

    link: str


@router.post("", response={201: PayLink})
@once
def new_payment(request: HttpRequest, body: PaymentIn) -> Status[Any]:
    """Open a payment of an order; the answer holds the signed link to the gateway's pay page."""
    by, now = caller(request), clock.now()
    order = queries.order_numbered(body.order, by=by)
    wish = PaymentWish(amount_fen=body.amount_fen, instalments=body.instalments)
    payment = open_payment(order_id=order.id, wish=wish, by=by, at=now)
    ask = gateway.PayAsk(
        number=payment.number,
        amount_fen=payment.amount_fen,
        subject=f"掌柜 {order.number}",
        expires_at=payment.expires_at or now,
        return_url=request.build_absolute_uri(body.return_url),
        instalments=payment.instalments,
    )
    link = gateway.connected().pay_link(ask, at=now)
    return Status(201, {**_shown(payment), "link": link})


@router.get("{number}", response=PaymentOut)
def one_payment(request: HttpRequest, number: str) -> dict[str, Any]:
    """One payment of an order of the caller."""
    return _shown(payment_of(number, by=caller(request)))


@router.post("notices", auth=None, include_in_schema=False)
def notices(request: HttpRequest) -> HttpResponse:
    """The payment gateway tells how a payment went. Who it is, its signature says."""
    form: dict[str, str] = request.POST.dict()
    sender = str(request.META.get("REMOTE_ADDR", ""))
    verdict = receive_notice(form=form, sender=sender, at=clock.now())
    return HttpResponse("success" if verdict in TAKEN else "failure", content_type="text/plain")


def _shown(payment: Any) -> dict[str, Any]:
    return {name: getattr(payment, name) for name in PaymentOut.model_fields}
