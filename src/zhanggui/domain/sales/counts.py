"""What is counted of a day of orders."""

from datetime import datetime

from django.db.models import Count, Sum

from zhanggui.domain.sales.models import Order
from zhanggui.mechanisms.controls.counts import Counted, between, counted, sums


@counted("orders.placed", "Orders placed")
def placed(since: datetime, until: datetime) -> Counted:
    return between(Order.objects.all(), "placed_at", since, until).count(), 1


@counted("orders.value", "What an order is worth")
def value(since: datetime, until: datetime) -> Counted:
    return sums(between(Order.objects.all(), "placed_at", since, until), Sum("payable_fen"), Count("id"))
