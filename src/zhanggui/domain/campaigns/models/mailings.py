"""Mailings: an approved text to a segment, at a time, by four eyes."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhanggui.domain.campaigns.states import MailingState
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.approvals import frozen_once_submitted
from zhanggui.schema.locking import LockingQuerySet


class Mailing(models.Model):
    """One mailing as it was proposed, approved and sent. What became of each message is in its batch."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, unique=True)
    title = models.CharField(max_length=120)
    campaign = models.ForeignKey(
        "campaigns.Campaign", on_delete=models.PROTECT, related_name="mailings", null=True, blank=True
    )
    version = models.ForeignKey("messaging.TemplateVersion", on_delete=models.PROTECT, related_name="+")
    segment = models.JSONField()
    values = models.JSONField(default=dict)
    """What fills the placeholders of the text, the same for everybody."""
    per_hour = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    estimate = models.JSONField(default=dict, help_text="how many it may reach, from a sample")
    screening = models.JSONField(default=dict, help_text="what advertising's rules mark in its words")
    digest = models.CharField(max_length=64)
    proposed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in MailingState], default=MailingState.PROPOSED
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    batch = models.OneToOneField(
        "messaging.Batch", on_delete=models.PROTECT, related_name="mailing", null=True, blank=True
    )
    enlisted_to = models.UUIDField(null=True, blank=True)
    """The last customer that was looked at; after a stop, enlisting goes on behind them."""
    stopped_because = models.CharField(max_length=200, blank=True)

    objects = LockingQuerySet["Mailing"].as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["starts_at"],
                condition=Q(state__in=("approved", "sending")),
                name="campaigns_mailing_due",
            ),
            models.Index(fields=["-proposed_at"], name="campaigns_mailing_latest"),
        ]
        triggers: ClassVar = [
            frozen_once_submitted(
                except_columns=("state", "decided_at", "batch_id", "enlisted_to", "stopped_because")
            ),
            trail.governed(ignore=["enlisted_to"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def channel(self) -> str:
        """The way its words take."""
        way: str = self.version.template.channel
        return way

    def content(self) -> dict[str, Any]:
        """What is approved: the words, whom they go to, when, and how fast."""
        return {
            "title": self.title,
            "version": str(self.version_id),
            "segment": self.segment,
            "values": self.values,
            "per_hour": self.per_hour,
            "starts_at": self.starts_at.timestamp(),
        }
