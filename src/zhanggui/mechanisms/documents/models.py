"""Documents (证照文件): a file with type, number, issuer, validity and hash."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext

from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.documents.types import document_types
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import governed


class Document(models.Model):
    """One paper of one owner. Its content lies sealed on disk under ``sha256``; a newer paper replaces it.

    The owner is an organisation, or the account of a customer. A paper without ``valid_to`` does not expire.
    ``released_at`` is when somebody other than its filer decided that the public may see it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    type = models.CharField(max_length=40)
    organisation = models.ForeignKey(
        "identity.Organisation", on_delete=models.PROTECT, related_name="documents", null=True, blank=True
    )
    account = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="documents", null=True, blank=True
    )
    file_name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64, db_index=True)
    number = models.CharField(max_length=60, blank=True)
    issuer = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True, help_text="the last day on which it holds")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="replaced_by", null=True, blank=True
    )
    filed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    released_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    released_at = models.DateTimeField(null=True, blank=True)

    withdrawn_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="from when it counts no more")

    objects = LockingQuerySet["Document"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(organisation=None, account__isnull=False)
                | Q(organisation__isnull=False, account=None),
                name="documents_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="documents_validity_in_order",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None, released_by=None)
                | (Q(released_at__isnull=False) & ~Q(released_by=F("filed_by"))),
                name="documents_released_by_another",
            ),
        ]
        triggers: ClassVar = [governed()]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "type"], name="documents_of_owner"),
            models.Index(
                fields=["valid_to"], condition=Q(valid_to__isnull=False), name="documents_running_out"
            ),
        ]

    def __str__(self) -> str:
        titles = {known.code: known.title for known in document_types()}
        return f"{gettext(titles.get(self.type, self.type))} {self.number}".strip()


class Notice(models.Model):
    """A warning that a document runs out in so many days (0: it has run out), given exactly once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="notices")
    days = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "days"], name="documents_noticed_once")
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.days}"
