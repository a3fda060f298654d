"""Orders, payments and refunds, for those who answer for them."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.payments.capabilities import SEE_PAYMENTS
from zhanggui.domain.payments.models import GatewayNotice, Payment, Refund
from zhanggui.domain.sales.capabilities import CANCEL, SEE_ORDERS
from zhanggui.domain.sales.models import Order
from zhanggui.journeys.cancel_order import cancel_order
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.order_cases import case_panel
from zhanggui.surfaces.console.questions import asked, reason


@register(Order)
class OrderDesk(Desk):
    """An order with its lines and payments, and everything that happened to it."""

    roles = SEE_ORDERS.roles
    columns = (
        "number", "state", "channel", "method", "payable_fen", "placed_at", "promised_on", "delivered_at",
    )  # fmt: skip
    list_filter = ("state", "channel", "method")
    search_fields = ("number__exact",)
    search_help_text = _("Order number")
    ordering = ("-placed_at",)
    list_select_related = ("slot",)
    shows = (
        "number", "state", "channel", "slot", "method", "goods_fen", "freight_fen", "discount_fen",
        "payable_fen", "invoice_wish", "consent", "placed_at", "expires_at", "confirmed_at", "promised_on",
        "shipped_at", "delivered_at", "completed_at", "ended_at", "end_reason",
    )  # fmt: skip
    tables = (
        Table(
            _("Lines"),
            lambda order: order.lines.select_related("sku", "supplier").order_by("position"),
            ("name", "sku", "quantity", "unit_fen", "reference_fen", "amount_fen", "discount_fen"),
        ),
        Table(
            _("Payments"),
            lambda order: order.payments.order_by("opened_at"),
            ("number", "method", "amount_fen", "state", "opened_at", "paid_at"),
        ),
        Table(
            _("Refunds"),
            lambda order: Refund.objects.filter(payment__order=order).order_by("requested_at"),
            ("number", "amount_fen", "reason", "state", "requested_at", "done_at"),
        ),
    )
    acts = (
        Act(
            "cancel",
            _("Cancel the order"),
            lambda d: cancel_order(order_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=CANCEL,
            form=asked(reason=reason()),
            offered=lambda order: order.shipped_at is None and order.ended_at is None,
            tone="danger",
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """The cases after the sale, and where an agent opens one for the customer."""
        return case_panel(thing, acting(request))


@register(Payment)
class PaymentDesk(Desk):
    """A payment and the notices about it."""

    roles = SEE_PAYMENTS.roles
    columns = ("number", "order", "method", "amount_fen", "state", "opened_at", "paid_at")
    list_select_related = ("order",)
    list_filter = ("state", "method")
    search_fields = ("number__exact", "order__number__exact", "gateway_trade__exact")
    ordering = ("-opened_at",)
    tables = (
        Table(
            _("Notices of the gateway"),
            lambda payment: GatewayNotice.objects.filter(payment=payment).order_by("received_at"),
            ("received_at", "verdict", "sender", "notify_id"),
        ),
        Table(
            _("Refunds"),
            lambda payment: payment.refunds.order_by("requested_at"),
            ("number", "amount_fen", "reason", "state", "requested_at", "done_at"),
        ),
    )


@register(Refund)
class RefundDesk(Desk):
    """Money on its way back to a customer."""

    roles = SEE_PAYMENTS.roles
    columns = ("number", "payment", "amount_fen", "reason", "state", "requested_at", "done_at")
    list_select_related = ("payment",)
    list_filter = ("state",)
    search_fields = ("number__exact",)
    ordering = ("-requested_at",)


@register(GatewayNotice)
class NoticeDesk(Desk):
    """What the gateway told us, word for word, and what we made of it."""

    roles = SEE_PAYMENTS.roles
    columns = ("received_at", "verdict", "payment", "sender", "notify_id")
    list_select_related = ("payment",)
    list_filter = ("verdict",)
    ordering = ("-received_at",)
