"""What goes wrong with parcels on the road, what was done about it, and what carriers owe for it."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext

from zhanggui.domain.delivery.states import (
    ClaimState,
    Errand,
    Fate,
    LeaveAt,
    TroubleKind,
    WayOut,
)
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.trail import governed
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, frozen_once


class Trouble(models.Model):
    """One thing that went wrong with a parcel. Its case holds the clocks and what was said (B-7.3.3).

    ``way`` is how it ended for the customer; empty while somebody has to do something about it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    shipment = models.ForeignKey("delivery.Shipment", on_delete=models.PROTECT, related_name="troubles")
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in TroubleKind])
    note = models.CharField(max_length=400, blank=True)
    opened_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    opened_at = models.DateTimeField()
    way = models.CharField("way out", max_length=20, choices=[(w.value, w.value) for w in WayOut], blank=True)
    refund_fen = models.PositiveBigIntegerField(default=0)
    settled_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", db_index=False, null=True, blank=True
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Trouble"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["shipment", "kind"],
                condition=Q(settled_at=None),
                name="delivery_one_open_trouble_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, way="", settled_by=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(way=""),
                name="delivery_settled_in_some_way",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["opened_at"], name="delivery_troubles_in_time"),
            models.Index(fields=["opened_at"], condition=Q(settled_at=None), name="delivery_open_troubles"),
        ]
        triggers: ClassVar = [
            governed(),
            frozen_once("settled", pgtrigger.Q(old__settled_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{pgettext('code', self.kind)} {self.opened_at:%Y-%m-%d}"


class MadeGood(models.Model):
    """Pieces whose price was given back: their parcel did not arrive, or they were never there to be sent.

    ``fate``: what comes back to the house is sold again, and its supplier is not paid for it; what is lost
    the house bears, and its supplier is paid as if it had been kept (EC-15).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    trouble = models.ForeignKey(
        Trouble, on_delete=models.PROTECT, related_name="made_good", null=True, blank=True
    )
    shortage = models.OneToOneField(
        "delivery.Shortage", on_delete=models.PROTECT, related_name="made_good", null=True, blank=True
    )
    order_line = models.ForeignKey("sales.OrderLine", on_delete=models.PROTECT, related_name="made_good")
    pieces = models.PositiveIntegerField()
    refund_fen = models.PositiveBigIntegerField()
    fate = models.CharField(max_length=8, choices=[(f.value, f.value) for f in Fate])

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trouble", "order_line"], name="delivery_made_good_once"),
            models.CheckConstraint(condition=Q(pieces__gt=0), name="delivery_made_good_pieces"),
            models.CheckConstraint(
                condition=Q(trouble=None, shortage__isnull=False) | Q(trouble__isnull=False, shortage=None),
                name="delivery_made_good_for_one_reason",
            ),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.order_line_id} × {self.pieces}"


class Instruction(models.Model):
    """What a carrier was told to do with a parcel it has: bring it back, or bring it elsewhere (EX-06)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    shipment = models.ForeignKey("delivery.Shipment", on_delete=models.PROTECT, related_name="instructions")
    errand = models.CharField("what to do", max_length=12, choices=[(e.value, e.value) for e in Errand])
    address = models.ForeignKey(
        "sales.Address", on_delete=models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    reason = models.CharField(max_length=200)
    given_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    given_at = models.DateTimeField()
    taken_at = models.DateTimeField(
        "accepted at", null=True, blank=True, help_text="when the carrier said it will do so"
    )
    taken_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", db_index=False, null=True, blank=True
    )

    objects = LockingQuerySet["Instruction"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(errand="redirect", address__isnull=False) | Q(errand="bring_back", address=None),
                name="delivery_redirected_to_somewhere",
            ),
            models.UniqueConstraint(
                fields=["shipment", "errand"],
                condition=Q(taken_at=None),
                name="delivery_one_open_instruction",
            ),
        ]
        triggers: ClassVar = [
            governed(),
            frozen_once(
                "given", pgtrigger.Q(old__id__isnull=False), except_columns=["taken_at", "taken_by_id"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.errand} {self.given_at:%Y-%m-%d}"


class CarrierClaim(models.Model):
    """What the house asks of a carrier for a parcel that was lost or damaged in its hands (EX-07)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    trouble = models.OneToOneField(Trouble, on_delete=models.PROTECT, related_name="claim")
    shipment = models.OneToOneField("delivery.Shipment", on_delete=models.PROTECT, related_name="claim")
    carrier = models.ForeignKey("partners.Carrier", on_delete=models.PROTECT, related_name="claims")
    worth_fen = models.PositiveBigIntegerField(help_text="what the goods were sold for")
    asked_fen = models.PositiveBigIntegerField()
    basis = models.CharField(max_length=12, choices=[("declared", "declared"), ("agreed", "agreed")])
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in ClaimState])
    proposed_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    proposed_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    answered_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", db_index=False, null=True, blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=400, blank=True)
    agreed_fen = models.PositiveBigIntegerField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["CarrierClaim"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(asked_fen__gt=0, asked_fen__lte=F("worth_fen")), name="delivery_claims_its_worth"
            ),
            models.CheckConstraint(
                condition=Q(agreed_fen=None) | Q(agreed_fen__lte=F("asked_fen")),
                name="delivery_agreed_within_asked",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["accepted", "dropped"], agreed_fen__isnull=False, ended_at__isnull=False
                )
                | Q(state__in=["proposed", "disputed"], agreed_fen=None, ended_at=None),
                name="delivery_ended_claim_has_a_sum",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["carrier", "-proposed_at"], name="delivery_claims_of_a_carrier")
        ]
        triggers: ClassVar = [
            governed(),
            frozen_once("ended", pgtrigger.Q(old__ended_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.number


class LeaveConsent(models.Model):
    """To whom else a parcel of this order may be given, by the customer's own word (EC-15, EX-04).

    Without a row, only the customer in person.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.OneToOneField("sales.Order", on_delete=models.PROTECT, related_name="leave_consent")
    places = ArrayField(models.CharField(max_length=12, choices=[(p.value, p.value) for p in LeaveAt]))
    said_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    said_at = models.DateTimeField()

    objects = LockingQuerySet["LeaveConsent"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return ", ".join(self.places)
