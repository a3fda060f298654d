"""After-sales cases: what is wanted, what comes back, what was found, and the delays that were noticed."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q, Value

from zhanggui.domain.aftersales.rules import Progress
from zhanggui.domain.aftersales.states import (
    OPEN,
    Alarm,
    Cause,
    Disposition,
    FreightBearer,
    RefusalReason,
    Remedy,
    ReturnKind,
    ReturnState,
    WayBack,
)
from zhanggui.kernel.ids import new_id
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import RefusesChange, append_only, governed


class ReturnQuerySet(LockingQuerySet["Return"]):
    """Returns, in sentences."""

    def open(self) -> "ReturnQuerySet":
        return self.filter(state__in=OPEN)

    def waiting_for_decision(self) -> "ReturnQuerySet":
        return self.filter(state=ReturnState.REQUESTED)

    def awaiting_refund(self) -> "ReturnQuerySet":
        """The goods are back, the money is not. What is being repaired waits for no money."""
        return self.filter(refund_by__isnull=False, finished_at=None)

    def giving_up(self) -> "ReturnQuerySet":
        """Where goods do not stay with their customer: returned, or exchanged for others."""
        return self.filter(remedy__in=[Remedy.RETURN, Remedy.EXCHANGE])


def choices_of(values: type) -> list[tuple[str, str]]:
    """The values of an enumeration, as a field knows them."""
    return [(value.value, value.value) for value in values]  # type: ignore[attr-defined]


class Return(models.Model):
    """One case after the sale, from the request to its end: pieces of one order, and what is wanted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=24, unique=True)
    order = models.ForeignKey("sales.Order", on_delete=models.PROTECT, related_name="returns")
    customer = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="returns", null=True, blank=True
    )
    remedy = models.CharField(
        max_length=12,
        choices=choices_of(Remedy),
        default=Remedy.RETURN,
        db_default=Value(Remedy.RETURN.value),
    )
    kind = models.CharField(max_length=12, choices=choices_of(ReturnKind))
    cause = models.CharField(max_length=20, choices=choices_of(Cause), blank=True, db_default=Value(""))
    asked_fen = models.BigIntegerField(null=True, blank=True)
    """What somebody who keeps damaged goods would take for them."""
    reason = models.CharField(max_length=400, blank=True)
    consent = models.TextField(blank=True, db_default=Value(""))
    """What was read out to the customer who agreed to it, where somebody else asked for them."""
    state = models.CharField(max_length=12, choices=choices_of(ReturnState))
    freight_bearer = models.CharField(max_length=8, choices=choices_of(FreightBearer))
    request_key = models.CharField(max_length=80, unique=True)
    requested_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()

    decided_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(max_length=24, choices=choices_of(RefusalReason), blank=True)
    decision_note = models.CharField(max_length=400, blank=True)
    return_address = models.CharField(max_length=200, blank=True)

    way_back = models.CharField(max_length=12, choices=choices_of(WayBack), blank=True)
    carrier = models.CharField(max_length=60, blank=True)
    tracking = models.CharField(max_length=60, blank=True)
    pickup_from = models.DateTimeField(null=True, blank=True)
    pickup_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    warehouse = models.ForeignKey(
        "inventory.Warehouse", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    received_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    received_at = models.DateTimeField(null=True, blank=True)
    refund_by = models.DateTimeField(null=True, blank=True)
    inspected_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    inspected_at = models.DateTimeField(null=True, blank=True)
    refund_fen = models.BigIntegerField(default=0)
    gift_charges = models.JSONField(default=dict, db_default=Value({}, models.JSONField()), blank=True)
    """What was taken from the refund for gifts that were kept, by order line, in fen."""
    finished_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ReturnQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "requested_at"], name="aftersales_return_desk"),
            models.Index(fields=["customer", "-requested_at"], name="aftersales_return_of_customer"),
            models.Index(
                fields=["finished_at"],
                name="aftersales_return_finished",
                condition=Q(finished_at__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state=ReturnState.REFUSED) | ~Q(refusal=""), name="aftersales_refused_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(received_at=None, refund_by=None, warehouse=None)
                | Q(received_at__isnull=False, refund_by__isnull=False, warehouse__isnull=False)
                | Q(received_at__isnull=False, remedy=Remedy.REPAIR, warehouse__isnull=False),
                name="aftersales_received_somewhere",
            ),
            models.CheckConstraint(
                condition=(Q(state=ReturnState.FINISHED) & Q(finished_at__isnull=False))
                | (~Q(state=ReturnState.FINISHED) & Q(finished_at=None)),
                name="aftersales_finished_has_time",
            ),
            models.CheckConstraint(condition=Q(refund_fen__gte=0), name="aftersales_refund_not_negative"),
            models.CheckConstraint(
                condition=Q(pickup_from=None, pickup_until=None) | Q(pickup_until__gt=F("pickup_from")),
                name="aftersales_pickup_span",
            ),
            models.CheckConstraint(
                condition=Q(asked_fen=None) | Q(asked_fen__gt=0, remedy=Remedy.REFUND_ONLY),
                name="aftersales_asked_for_money",
            ),
            models.CheckConstraint(
                condition=Q(requested_by=F("customer")) | Q(customer=None) | ~Q(consent=""),
                name="aftersales_for_others_with_consent",
            ),
        ]
        triggers: ClassVar = [RefusesChange(name="kept", operation=pgtrigger.Delete), governed()]

    def __str__(self) -> str:
        return self.number

    @property
    def progress(self) -> Progress:
        """How far it has come, for the rules of delay. Waiting for the customer is no delay of ours."""
        return Progress(
            requested_at=self.requested_at,
            handled_at=self.decided_at or self.withdrawn_at,
            received_at=self.received_at,
            refunded_at=self.finished_at,
            remedy=Remedy(self.remedy),
        )


class ReturnLine(models.Model):
    """So many pieces of one order line."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    goods_return = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey("sales.OrderLine", on_delete=models.PROTECT, related_name="returned_in")
    quantity = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["goods_return", "line__position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["goods_return", "line"], name="aftersales_line_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="aftersales_line_quantity"),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.line_id} × {self.quantity}"


class Finding(models.Model):
    """What became of some pieces that came back, and what goes back for them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    line = models.ForeignKey(ReturnLine, on_delete=models.PROTECT, related_name="findings")
    disposition = models.CharField(max_length=12, choices=choices_of(Disposition))
    pieces = models.PositiveIntegerField()
    note = models.CharField(max_length=400, blank=True)
    refund_fen = models.BigIntegerField()
    discount_fen = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line", "disposition"], name="aftersales_finding_once"),
            models.CheckConstraint(
                condition=Q(pieces__gt=0, refund_fen__gte=0, discount_fen__gte=0),
                name="aftersales_finding_amounts",
            ),
            models.CheckConstraint(
                condition=~Q(disposition=Disposition.SENT_BACK) | (Q(refund_fen=0) & ~Q(note="")),
                name="aftersales_sent_back_says_why",
            ),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.disposition} × {self.pieces}"


class ReturnAlarm(models.Model):
    """A delay, noticed once (CP-06)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    goods_return = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="alarms")
    alarm = models.CharField(max_length=16, choices=choices_of(Alarm))
    due_at = models.DateTimeField()
    noticed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["goods_return", "alarm"], name="aftersales_alarm_once"),
            models.CheckConstraint(
                condition=Q(noticed_at__gt=F("due_at")), name="aftersales_alarm_after_its_time"
            ),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.alarm
