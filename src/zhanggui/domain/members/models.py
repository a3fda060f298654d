"""What belongs to a member: points by order, favourites, what was looked at, wishes to be told, requests."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhanggui.kernel.ids import new_id
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import governed


class PointsGrant(models.Model):
    """Points and growth that one finished order brought. The points themselves lie in the ledger.

    A return shrinks it: ``returned_fen`` grows, ``points`` falls. ``swept_at`` is when what was left of it at
    its end expired.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="points_grants")
    order = models.OneToOneField("sales.Order", on_delete=models.PROTECT, related_name="points_grant")
    order_number = models.CharField(max_length=24)
    paid_fen = models.BigIntegerField()
    returned_fen = models.BigIntegerField(default=0)
    percent = models.PositiveSmallIntegerField()
    """What the member's level made of each point when it was earned: 100 is one for one."""
    points = models.BigIntegerField()
    earned_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    swept_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["PointsGrant"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(paid_fen__gte=0, returned_fen__gte=0, points__gte=0)
                & Q(returned_fen__lte=F("paid_fen")),
                name="members_grant_amounts",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["account", "earned_at"], name="members_grant_of_account"),
            models.Index(fields=["expires_at"], condition=Q(swept_at=None), name="members_grant_to_sweep"),
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return f"{self.order_number} {self.points}"


class Favourite(models.Model):
    """Goods somebody wants to find again, with the price they cost when they were kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("identity.Account", on_delete=models.CASCADE, related_name="favourites")
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="+")
    price_fen = models.BigIntegerField(null=True, blank=True)
    kept_at = models.DateTimeField()

    objects = LockingQuerySet["Favourite"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "sku"], name="members_favourite_once")
        ]
        indexes: ClassVar = [models.Index(fields=["account", "-kept_at"], name="members_favourites_latest")]

    def __str__(self) -> str:
        return str(self.sku_id)


class Seen(models.Model):
    """Goods somebody has looked at. Theirs to forget: nothing else is made of it (PI-03, PI-05)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("identity.Account", on_delete=models.CASCADE, related_name="seen_goods")
    goods = models.ForeignKey("catalog.Goods", on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "goods"], name="members_seen_once")
        ]
        indexes: ClassVar = [models.Index(fields=["account", "-seen_at"], name="members_seen_latest")]

    def __str__(self) -> str:
        return str(self.goods_id)


class Watch(models.Model):
    """Somebody wants to be told, once: when a SKU can be had again, or costs less than ``price_fen``."""

    class Kind(models.TextChoices):
        STOCK = "stock"
        PRICE = "price"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("identity.Account", on_delete=models.CASCADE, related_name="watches")
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    price_fen = models.BigIntegerField(null=True, blank=True)
    wished_at = models.DateTimeField()
    served_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Watch"].as_manager()

    class Meta:
        verbose_name_plural = "watches"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "sku", "kind"],
                condition=Q(served_at=None, withdrawn_at=None),
                name="members_watch_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="stock") | Q(price_fen__gt=0), name="members_watch_has_its_price"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["sku", "wished_at"],
                condition=Q(served_at=None, withdrawn_at=None),
                name="members_watches_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.sku_id}"


class PrivacyRequest(models.Model):
    """A member uses a right over their data (PIPL 44 to 50): a copy of it, or that the account be closed."""

    class Kind(models.TextChoices):
        COPY = "copy"
        CLOSURE = "closure"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="privacy_requests")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    case = models.OneToOneField(
        "cases.Case", on_delete=models.PROTECT, related_name="privacy_request", null=True, blank=True
    )
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["PrivacyRequest"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(kind="closure", done_at=None),
                name="members_one_closure_at_a_time",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["-asked_at"], name="members_privacy_latest")]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at:%Y-%m-%d}"
