"""Sending a caller the address at which they pay the order an agent has written for them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from zhanggui.domain.sales.capabilities import PLACE_FOR_OTHERS
from zhanggui.domain.sales.facts import PaymentLinkSent
from zhanggui.domain.sales.queries import order_numbered
from zhanggui.identity.actor import Actor
from zhanggui.identity.mobile import masked
from zhanggui.identity.models import Account
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access import messages


class NoNumberToSendTo(Refusal):
    """There is no mobile number to which the link for order {number} could be sent."""

    code = "no-number-to-send-to"


@transaction.atomic
def send_payment_link(*, number: str, address: str, by: Actor, at: datetime) -> None:
    """Write a short message with the link; it leaves when the transaction is through."""
    by.require(PLACE_FOR_OTHERS)
    order = order_numbered(number, by=by)
    customer = Account.objects.filter(pk=order.customer_id).first()
    if customer is None or not customer.mobile:
        raise NoNumberToSendTo(number=number)
    words = gettext("Your order %(number)s is kept until %(until)s. Pay here: %(address)s")
    until = f"{(order.expires_at or at).astimezone(SHANGHAI):%m-%d %H:%M}"
    body = words % {"number": number, "address": address, "until": until}
    messages.write(customer.mobile, body, purpose="payment_link", at=at)
    told = PaymentLinkSent(number=number, mobile=masked(customer.mobile))
    trail.record(told, on=order, by=by, at=at)
