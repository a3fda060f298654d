"""Advertisements, their reviewed versions, when each was public, and what was taken down."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from zhanggui.domain.advertising.states import (
    AdClass,
    AiPart,
    AssetKind,
    EndCause,
    Gravity,
    Ground,
    Medium,
    VersionState,
)
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.approvals import frozen_once_submitted, publishes_only_approved
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only


def _choices(values: object) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]  # type: ignore[attr-defined]


class Asset(models.Model):
    """One advertisement, whoever it is for. What it says lives in its versions (AD-14, AD-15)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=12, choices=_choices(AssetKind))
    title = models.CharField(max_length=120, help_text="what the house calls it")
    advertiser = models.ForeignKey(
        "identity.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="for whom it is shown; the house for itself",
    )
    published_version = models.OneToOneField(
        "advertising.AssetVersion", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    showable_to = models.DateField(
        null=True, blank=True, help_text="last day on which the public version may be shown"
    )
    created_at = models.DateTimeField()

    objects = LockingQuerySet["Asset"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(published_version=None) | Q(showable_to__isnull=False),
                name="advertising_public_until_a_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["showable_to"],
                condition=Q(published_version__isnull=False),
                name="advertising_running_out",
            )
        ]
        triggers: ClassVar = [
            publishes_only_approved("published_version_id", version_table="advertising_assetversion"),
            trail.governed(),
        ]

    def __str__(self) -> str:
        return self.number


class AssetVersion(models.Model):
    """What an advertisement says and shows; frozen from the moment it is submitted, bound by its SHA-256."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=_choices(VersionState), default=VersionState.DRAFT)
    author = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")

    headline = models.CharField(max_length=120, blank=True)
    words = models.TextField(blank=True, help_text="text, script or body")
    words_sha256 = models.CharField(max_length=64, blank=True)
    picture = models.UUIDField(null=True, blank=True, help_text="the document that holds it")
    picture_words = models.TextField(blank=True, help_text="every word that can be read in it")
    video_reference = models.CharField(max_length=200, blank=True, help_text="where the recording lies")
    video_sha256 = models.CharField(max_length=64, blank=True)
    transcript = models.TextField(blank=True, help_text="every word spoken or shown in the recording")
    landing = models.CharField(max_length=200, blank=True, help_text="the page it leads to (AD-16)")

    media = ArrayField(models.CharField(max_length=12, choices=_choices(Medium)))
    ad_classes = ArrayField(models.CharField(max_length=24, choices=_choices(AdClass)))
    goods = ArrayField(models.UUIDField(), default=list, blank=True, help_text="which goods it speaks of")
    for_minors = models.BooleanField(default=False, help_text="shown in a medium made for minors (AD-19)")
    approval_number = models.CharField(max_length=60, blank=True, help_text="of the authority (AD-08)")
    proofs = ArrayField(models.UUIDField(), default=list, blank=True, help_text="documents")
    endorser = models.JSONField(default=dict, blank=True, help_text="who recommends it (AD-13)")
    excuses = models.JSONField(default=list, blank=True, help_text="why words the rules name are lawful here")
    ai_parts = ArrayField(models.CharField(max_length=8, choices=_choices(AiPart)), default=list, blank=True)
    ai_label = models.CharField(max_length=60, blank=True, help_text="the words that say so (AD-25)")
    brand_notes = models.TextField(blank=True, help_text="how it fits the brand, and whose rights are used")

    digest = models.CharField(max_length=64, blank=True, help_text="sha256 of the frozen content")
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["AssetVersion"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["asset", "number"], name="advertising_version_number_once"),
            models.UniqueConstraint(
                fields=["asset"],
                condition=Q(state__in=[VersionState.DRAFT.value, VersionState.SUBMITTED.value]),
                name="advertising_one_open_version",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[VersionState.DRAFT.value, VersionState.WITHDRAWN.value])
                | ~Q(digest=""),
                name="advertising_submitted_is_frozen",
            ),
            models.CheckConstraint(
                condition=Q(ai_parts=[]) | ~Q(ai_label="") | Q(state=VersionState.DRAFT.value),
                name="advertising_ai_is_labelled",
            ),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["goods"], name="advertising_version_goods"),
            models.Index(
                fields=["words_sha256"],
                condition=~Q(words_sha256=""),
                name="advertising_version_words",
            ),
        ]
        triggers: ClassVar = [frozen_once_submitted(except_columns=("state", "decided_at")), trail.governed()]

    def __str__(self) -> str:
        return f"{self.asset} v{self.number}"


class Screening(models.Model):
    """What the rules of that day found in a version when it was submitted. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.OneToOneField(AssetVersion, on_delete=models.PROTECT, related_name="screening")
    rules_edition = models.CharField(max_length=20, help_text="which edition of the rules was asked")
    hits = models.JSONField(default=list)
    screened_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [append_only(), trail.governed()]

    def __str__(self) -> str:
        return f"{self.version_id} {self.rules_edition}"


class PictureReading(models.Model):
    """What a machine read in a picture: a proposal for whoever transcribes and reviews it. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sha256 = models.CharField(max_length=64, unique=True, help_text="of the picture's bytes")
    lines = models.JSONField(default=list, blank=True, help_text="from the top down")
    reader = models.CharField(max_length=60, help_text="which reader, in which edition")
    read_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [append_only(), trail.governed()]

    def __str__(self) -> str:
        return self.sha256[:12]


class Publication(models.Model):
    """From when until when a version was public: the archive of advertisements stands on it (AD-15)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="publications")
    version = models.OneToOneField(AssetVersion, on_delete=models.PROTECT, related_name="publication")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    end_cause = models.CharField(max_length=12, choices=_choices(EndCause), blank=True)
    keep_until = models.DateField(null=True, blank=True, help_text="the archive keeps it at least so long")

    objects = LockingQuerySet["Publication"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["asset"], condition=Q(ended_at=None), name="advertising_one_public_version"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end_cause="", keep_until=None)
                | Q(ended_at__gte=F("began_at"), keep_until__isnull=False) & ~Q(end_cause=""),
                name="advertising_an_end_has_a_cause",
            ),
        ]
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return str(self.version_id)


class TakeDown(models.Model):
    """An advertisement taken down: why, by whom, and when it was gone from every place (B-5.1.4)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="take_downs")
    version = models.OneToOneField(AssetVersion, on_delete=models.PROTECT, related_name="take_down")
    ground = models.CharField(max_length=12, choices=_choices(Ground))
    gravity = models.CharField(max_length=8, choices=_choices(Gravity))
    what = models.TextField(help_text="what was found")
    taken_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True, help_text="when no place showed it any more")
    places = models.JSONField(
        default=dict, blank=True, help_text="which places were asked, and what they said"
    )

    objects = LockingQuerySet["TakeDown"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(gone_at=None) | Q(gone_at__gte=F("taken_at")), name="advertising_gone_afterwards"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["taken_at"], condition=Q(gone_at=None), name="advertising_not_gone_yet")
        ]
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return f"{self.asset} {self.ground}"


class Complaint(models.Model):
    """Somebody who saw an advertisement says that it is not right; what they say is a case."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="complaints")
    version = models.ForeignKey(AssetVersion, on_delete=models.PROTECT, related_name="complaints")
    ground = models.CharField(max_length=12, choices=_choices(Ground))
    what = models.TextField()
    told_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    objects = LockingQuerySet["Complaint"].as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["asset", "-told_at"], name="advertising_complaints_of")]
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return self.number
