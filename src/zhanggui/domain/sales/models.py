"""Carts, addresses and orders. What was bought is frozen on the line as it was offered (EC-07)."""

from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q, Value

from zhanggui.domain.sales.states import Availability, OrderState
from zhanggui.kernel.ids import new_id
from zhanggui.schema.encrypted import EncryptedTextField
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import governed


class SalesChannel(models.TextChoices):
    """The way an order came in."""

    WEB = "web"
    AIR = "air"
    PHONE = "phone"
    API = "api"
    REPLAY = "replay"


class PaymentMethod(models.TextChoices):
    """How the customer chose to pay."""

    GATEWAY = "gateway"
    """Online, by whichever gateway they then choose."""
    BANK_TRANSFER = "bank_transfer"
    CASH_ON_DELIVERY = "cash_on_delivery"


class Address(models.Model):
    """Where to deliver, and to whom. Never edited: a change is a new row, so orders keep what they used.

    ``preferred_at`` is when its owner made it the first to be offered.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="addresses", null=True, blank=True
    )
    recipient = EncryptedTextField()
    mobile = EncryptedTextField()
    mobile_hash = models.CharField(max_length=64, db_index=True)
    province = models.CharField(max_length=40)
    city = models.CharField(max_length=60)
    district = models.CharField(max_length=60, blank=True)
    street = EncryptedTextField()
    postcode = models.CharField(max_length=10, blank=True)
    created_at = models.DateTimeField()
    preferred_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Address"].as_manager()

    class Meta:
        triggers: ClassVar = [governed(secret=["recipient", "mobile", "street"])]

    def __str__(self) -> str:
        return f"{self.province}{self.city}{self.district}"


class Cart(models.Model):
    """What a customer, or a visitor who has not signed in, means to buy. It reserves nothing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.OneToOneField(
        "identity.Account", on_delete=models.CASCADE, related_name="cart", null=True, blank=True
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = LockingQuerySet["Cart"].as_manager()

    def __str__(self) -> str:
        return str(self.id)


class CartLine(models.Model):
    """So many pieces of one SKU, with the price and the stock the customer has seen.

    ``left_out_at`` is when they decided not to order it this time. ``noted`` is how it could be had when they
    looked last: what is different now is told.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cart = models.ForeignKey(Cart, on_delete=models.CASCADE, related_name="lines")
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="+")
    slot_goods = models.ForeignKey(
        "broadcast.SlotGoods", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    quantity = models.PositiveIntegerField()
    announced_fen = models.BigIntegerField()
    added_at = models.DateTimeField()
    left_out_at = models.DateTimeField(null=True, blank=True)
    noted = models.CharField(
        max_length=12,
        choices=[(a.value, a.value) for a in Availability],
        default=Availability.AVAILABLE.value,
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="sales_cart_line_quantity"),
            models.UniqueConstraint(
                fields=["cart", "sku", "slot_goods"], name="sales_cart_line_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity}"


class OrderQuerySet(LockingQuerySet["Order"]):
    """Orders, in sentences."""

    def unpaid(self) -> "OrderQuerySet":
        return self.filter(state=OrderState.PLACED)

    def due_to_expire(self, at: object) -> "OrderQuerySet":
        return self.unpaid().filter(expires_at__lte=at)


class Order(models.Model):
    """A contract with a customer (EC-19): amounts in fen, fixed when it was placed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=24, unique=True)
    customer = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="orders", null=True, blank=True
    )
    placed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=SalesChannel.choices)
    slot = models.ForeignKey(
        "broadcast.Slot", on_delete=models.PROTECT, related_name="orders", null=True, blank=True
    )
    method = models.CharField(max_length=20, choices=PaymentMethod.choices)
    address = models.ForeignKey(Address, on_delete=models.PROTECT, related_name="orders")
    goods_fen = models.BigIntegerField()
    freight_fen = models.BigIntegerField(default=0)
    discount_fen = models.BigIntegerField(default=0)
    payable_fen = models.BigIntegerField()
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in OrderState])
    invoice_wish = models.JSONField(null=True, blank=True)
    consent = models.TextField(blank=True)
    request_key = models.CharField(max_length=80, unique=True)
    request_digest = models.CharField(max_length=64)
    placed_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    promised_on = models.DateField(null=True, blank=True)
    shipped_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(payable_fen=F("goods_fen") + F("freight_fen") - F("discount_fen"))
                & Q(goods_fen__gte=0, freight_fen__gte=0, discount_fen__gte=0, payable_fen__gte=0),
                name="sales_order_amounts",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["customer", "-placed_at"], name="sales_order_of_customer"),
            # Orders lie in the table as they were placed: a day of them is found by the ranges of its pages.
            BrinIndex(fields=["placed_at"], autosummarize=True, name="sales_order_placed"),
            models.Index(
                fields=["expires_at"],
                name="sales_order_to_expire",
                condition=Q(state=OrderState.PLACED.value),
            ),
            models.Index(
                fields=["promised_on"],
                name="sales_order_to_send",
                condition=Q(state=OrderState.CONFIRMED.value, shipped_at=None),
            ),
            models.Index(
                fields=["delivered_at"],
                name="sales_order_delivered",
                condition=Q(delivered_at__isnull=False),
            ),
            models.Index(
                fields=["completed_at"],
                name="sales_order_completed",
                condition=Q(completed_at__isnull=False),
            ),
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return self.number


class OrderLine(models.Model):
    """So many pieces of one SKU, frozen as offered: version, price, name, supplier. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="order_lines")
    version = models.ForeignKey("catalog.GoodsVersion", on_delete=models.PROTECT, related_name="+")
    price = models.ForeignKey("pricing.Price", on_delete=models.PROTECT, related_name="+")
    supplier = models.ForeignKey("partners.Supplier", on_delete=models.PROTECT, related_name="order_lines")
    slot_goods = models.ForeignKey(
        "broadcast.SlotGoods", on_delete=models.PROTECT, related_name="order_lines", null=True, blank=True
    )
    name = models.CharField(max_length=250)
    quantity = models.PositiveIntegerField()
    unit_fen = models.BigIntegerField()
    reference_fen = models.BigIntegerField(null=True, blank=True)
    amount_fen = models.BigIntegerField()
    discount_fen = models.BigIntegerField(default=0)
    freight_fen = models.BigIntegerField(default=0)
    explanation = models.JSONField(default=list, db_default=Value([], models.JSONField()), blank=True)
    """How its price came about, step by step, in the words that were announced (PX-02)."""
    no_return_confirmed_at = models.DateTimeField(null=True, blank=True)
    """When the customer confirmed, for this purchase, that it cannot be returned without reason (CP-03)."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "position"], name="sales_order_line_position"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, unit_fen__gte=0, amount_fen=F("unit_fen") * F("quantity")),
                name="sales_order_line_amount",
            ),
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return f"{self.name} × {self.quantity}"
