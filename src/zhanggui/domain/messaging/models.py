"""Templates and their versions, messages and what became of each, refusals, suppressed addresses, batches."""

from typing import Any, ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Func, Q
from django.utils.translation import gettext, pgettext

from zhanggui.domain.messaging.kinds import kind_of
from zhanggui.domain.messaging.states import (
    BatchState,
    Channel,
    MessageState,
    Reason,
    SuppressionReason,
    Topic,
    Verdict,
)
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.approvals import frozen_once_submitted, publishes_only_approved
from zhanggui.schema.encrypted import EncryptedTextField
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only

CHANNELS = [(c.value, c.value) for c in Channel]
TOPICS = [(t.value, t.value) for t in Topic]


class Template(models.Model):
    """The words of one kind of message, by one way, in one language. The published version is sent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=60)
    channel = models.CharField(max_length=8, choices=CHANNELS)
    language = models.CharField(max_length=12, default="zh-hans")
    title = models.CharField(max_length=120)
    topic = models.CharField(max_length=12, choices=TOPICS)
    published_version = models.OneToOneField(
        "messaging.TemplateVersion", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    created_at = models.DateTimeField()

    objects = LockingQuerySet["Template"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "channel", "language"], name="messaging_template_once")
        ]
        triggers: ClassVar = [
            publishes_only_approved("published_version_id", version_table="messaging_templateversion"),
            trail.governed(),
        ]

    def __str__(self) -> str:
        return self.title


class TemplateVersion(models.Model):
    """One wording of a template, as it was written, reviewed and used."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    written_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    objects = LockingQuerySet["TemplateVersion"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["template", "number"], name="messaging_version_numbered")
        ]
        triggers: ClassVar = [frozen_once_submitted(), trail.governed()]

    def __str__(self) -> str:
        return f"{self.template} v{self.number}"

    def channel(self) -> str:
        """The way it takes."""
        way: str = self.template.channel
        return way

    def language(self) -> str:
        """What it is written in."""
        return self.template.language

    def content(self) -> dict[str, Any]:
        """What is reviewed."""
        return {
            "template": str(self.template_id),
            "number": self.number,
            "subject": self.subject,
            "body": self.body,
        }


class Batch(models.Model):
    """One sending of one version to many (发送批次). Whom it goes to, whoever opened it adds in portions."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    title = models.CharField(max_length=120)
    version = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, related_name="batches")
    channel = models.CharField(max_length=8, choices=CHANNELS)
    per_hour = models.PositiveIntegerField(help_text="the throttle")
    values = models.JSONField(default=dict, help_text="what every recipient's text is filled with")
    state = models.CharField(
        max_length=8, choices=[(s.value, s.value) for s in BatchState], default=BatchState.SENDING
    )
    opened_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    complete_at = models.DateTimeField(null=True, blank=True)
    """When the last recipient had been added."""
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Batch"].as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["opened_at"], condition=Q(ended_at=None), name="messaging_batch_open")
        ]
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return self.title


class BatchProgress(models.Model):
    """How far a batch has come, kept beside it: written with every portion, so that nobody counts messages.

    ``leased_until`` says until when one worker has the batch to itself; a killed one keeps it no longer.
    """

    batch = models.OneToOneField(Batch, on_delete=models.PROTECT, primary_key=True, related_name="progress")
    added = models.PositiveIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)
    suppressed = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    in_doubt = models.PositiveIntegerField(default=0)
    delivered = models.PositiveIntegerField(default=0)
    bounced = models.PositiveIntegerField(default=0)
    complained = models.PositiveIntegerField(default=0)
    unsubscribed = models.PositiveIntegerField(default=0)
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    allowance = models.FloatField(default=0)
    """Messages the throttle lets through, as of ``allowed_at``."""
    allowed_at = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    """When to come again: quiet hours, or a carrier that does not answer."""

    objects = LockingQuerySet["BatchProgress"].as_manager()

    def __str__(self) -> str:
        return str(self.batch_id)

    @property
    def ended(self) -> int:
        """Messages that are through, one way or the other."""
        return self.sent + self.suppressed + self.failed + self.in_doubt

    @property
    def waiting(self) -> int:
        """Messages still to come."""
        return max(self.added - self.ended, 0)


class Message(models.Model):
    """One message to one customer by one way. Its address is read at the last moment, never kept here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=60)
    topic = models.CharField(max_length=12, choices=TOPICS)
    channel = models.CharField(max_length=8, choices=CHANNELS)
    language = models.CharField(max_length=12, default="zh-hans")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="messages", null=True, blank=True)
    key = models.CharField(max_length=160, blank=True)
    """What it was caused by; the same cause writes it once."""
    version = models.ForeignKey(
        TemplateVersion, on_delete=models.PROTECT, related_name="messages", null=True, blank=True
    )
    subject = EncryptedTextField(null=True, blank=True)
    body = EncryptedTextField(null=True, blank=True)
    """The words as they were filled; those of a batch are filled when they are read."""
    about_type = models.CharField(max_length=64, blank=True)
    about_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in MessageState], default=MessageState.WAITING
    )
    address_hash = models.CharField(max_length=64, blank=True)
    """The keyed hash of the address it went to, so that a bounce finds what to suppress."""
    reference = models.CharField(max_length=120, blank=True, help_text="the carrier's number for it")
    tries = models.PositiveSmallIntegerField(default=0)
    """How often a carrier asked to come again."""
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Message"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "key", "channel"],
                condition=~Q(key=""),
                name="messaging_message_once_by_cause",
            ),
            models.UniqueConstraint(
                fields=["batch", "account"], condition=~Q(batch=None), name="messaging_message_once_in_batch"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["account", "-created_at"], condition=Q(channel="inbox"), name="messaging_inbox"
            ),
            models.Index(
                fields=["account", "sent_at"],
                condition=Q(topic="marketing"),
                name="messaging_marketing_lately",
            ),
            models.Index(
                fields=["batch", "tries", "id"], condition=Q(state="waiting"), name="messaging_waiting"
            ),
            models.Index(fields=["batch"], condition=Q(state="in_hand"), name="messaging_in_hand"),
            models.Index(fields=["reference"], condition=~Q(reference=""), name="messaging_reference"),
            models.Index(fields=["-created_at"], name="messaging_newest"),
        ]

    def __str__(self) -> str:
        return gettext(self.title())

    def title(self) -> str:
        """What people call it, as a message id: its kind of notice, or the text it was written from."""
        notice = kind_of(self.kind)
        if notice is not None:
            return notice.title
        return self.version.template.title if self.version else self.kind


class Outcome(models.Model):
    """What became of a message: each thing that happened to it, only ever added, under the seal."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="outcomes")
    verdict = models.CharField(max_length=12, choices=[(v.value, v.value) for v in Verdict])
    reason = models.CharField(max_length=16, choices=[(r.value, r.value) for r in Reason], blank=True)
    answer = models.CharField(max_length=200, blank=True)
    """What the carrier said."""
    at = models.DateTimeField()
    xid = models.BigIntegerField(db_default=Func(function="trail_xid"), editable=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["message"], name="messaging_outcome_of"),
            BrinIndex(fields=["xid"], name="messaging_outcome_xid", pages_per_range=16, autosummarize=True),
            BrinIndex(fields=["at"], name="messaging_outcome_at", pages_per_range=16, autosummarize=True),
        ]
        triggers: ClassVar = [append_only()]

    def __str__(self) -> str:
        return f"{self.verdict} {self.reason}".strip()


trail.sealed("messaging_outcome")


class Suppression(models.Model):
    """An address to which nothing more goes, and why. Only its keyed hash is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    channel = models.CharField(max_length=8, choices=CHANNELS)
    address_hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=12, choices=[(r.value, r.value) for r in SuppressionReason])
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    suppressed_at = models.DateTimeField()
    suppressed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = LockingQuerySet["Suppression"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["channel", "address_hash", "reason"],
                condition=Q(lifted_at=None),
                name="messaging_suppressed_once",
            )
        ]
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return f"{pgettext('choice', self.channel)} …{self.address_hash[-6:]}"


class ChannelChoice(models.Model):
    """A customer's word on one way for one topic. Without a row the way is open."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="channel_choices")
    topic = models.CharField(max_length=12, choices=TOPICS)
    channel = models.CharField(max_length=8, choices=CHANNELS)
    refused_at = models.DateTimeField(null=True, blank=True)
    """When it was refused; empty again when the customer wants it back."""
    chosen_at = models.DateTimeField()

    objects = LockingQuerySet["ChannelChoice"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "topic", "channel"], name="messaging_choice_once")
        ]
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return f"{self.topic} {self.channel}"
