"""Columns of the shop's pages (营销栏目), and the reviewed versions of what each of them shows."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhanggui.domain.columns.states import Audience, ColumnKind, ColumnState, Place
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.approvals import frozen_once_submitted, publishes_only_approved
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only


def _choices(values: object) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]  # type: ignore[attr-defined]


class Column(models.Model):
    """One place on the shop's pages that the house fills; what stands there are its versions."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=40, unique=True)
    taken_down_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    taken_down_at = models.DateTimeField(null=True, blank=True)
    taken_down_why = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    objects = LockingQuerySet["Column"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(taken_down_at=None, taken_down_by=None, taken_down_why="")
                | Q(taken_down_at__isnull=False, taken_down_by__isnull=False),
                name="columns_taken_down_by_somebody",
            )
        ]
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return self.code


class ColumnVersion(models.Model):
    """What a column shows, from when to when and to whom, as somebody wrote it; frozen once submitted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    column = models.ForeignKey(Column, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=16, choices=_choices(ColumnState), default=ColumnState.DRAFT)
    author = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")

    title = models.CharField(max_length=60)
    kind = models.CharField(max_length=16, choices=_choices(ColumnKind))
    place = models.CharField(max_length=12, choices=_choices(Place), default=Place.HOME)
    place_key = models.CharField(
        max_length=60, blank=True, help_text="code of the category, or words searched for"
    )
    position = models.PositiveSmallIntegerField(help_text="the order on its page, the smallest first")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    audience = models.CharField(max_length=16, choices=_choices(Audience), default=Audience.EVERYBODY)
    content = models.JSONField(default=dict)

    digest = models.CharField(max_length=64, blank=True, help_text="sha256 of the frozen content")
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["ColumnVersion"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["column", "number"], name="columns_version_number_once"),
            models.UniqueConstraint(
                fields=["column"],
                condition=Q(state__in=[ColumnState.DRAFT, ColumnState.SUBMITTED]),
                name="columns_one_open_version",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="columns_version_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ColumnState.DRAFT, ColumnState.WITHDRAWN]) | ~Q(digest=""),
                name="columns_submitted_is_frozen",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["place", "place_key"],
                condition=Q(state=ColumnState.PUBLISHED.value),
                name="columns_standing",
            )
        ]
        triggers: ClassVar = [frozen_once_submitted(except_columns=("state", "decided_at")), trail.governed()]

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"


class Showing(models.Model):
    """An approved version stands on the page from its first moment on, until a later one of its column does.

    A version approved for next week leaves alone what stands there today.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    column = models.ForeignKey(Column, on_delete=models.PROTECT, related_name="showings")
    version = models.OneToOneField(ColumnVersion, on_delete=models.PROTECT, related_name="showing")
    published_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [
            publishes_only_approved("version_id", version_table="columns_columnversion"),
            append_only(),
            trail.governed(),
        ]

    def __str__(self) -> str:
        return f"{self.column_id} {self.version_id}"


class ColumnOrder(models.Model):
    """An order of somebody who came through a column within the last day. Nobody is kept who only looks."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.OneToOneField("sales.Order", on_delete=models.PROTECT, related_name="+")
    column = models.ForeignKey(Column, on_delete=models.PROTECT, related_name="orders")
    noted_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["column", "noted_at"], name="columns_orders_of_column")]
        triggers: ClassVar = [append_only(), trail.governed()]

    def __str__(self) -> str:
        return str(self.order_id)
