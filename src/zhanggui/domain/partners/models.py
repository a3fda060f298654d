"""Suppliers and carriers: who they are, what they applied with, what was found, what was agreed."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from zhanggui.domain.partners.states import PartnerState, SuspensionCause
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.approvals import publishes_only_approved
from zhanggui.schema.encrypted import EncryptedTextField
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, frozen_once, governed


class Partner(models.Model):
    """A firm and where it stands with the house.

    ``application`` is the approved one, on which everything rests.
    ``verified_until`` is the day before which its file must be verified again (NT-01). ``trades_until`` is
    the moment until which it may trade, as far as is known now: the first of all that will run out. It is
    empty while the partner is not active: one comparison answers whether its goods may be sold.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=12, unique=True, help_text="S or C and six digits")
    organisation = models.OneToOneField("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in PartnerState],
        default=PartnerState.APPLIED.value,
    )
    application = models.ForeignKey(
        "partners.Application", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    verified_until = models.DateField(null=True, blank=True)
    trades_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(trades_until=None) | Q(state=PartnerState.ACTIVE.value),
                name="%(app_label)s_%(class)s_only_active_trades",
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Supplier(Partner):
    """A firm whose goods the house sells."""

    objects = LockingQuerySet["Supplier"].as_manager()

    class Meta(Partner.Meta):
        indexes: ClassVar = [models.Index(fields=["trades_until"], name="partners_supplier_trades")]
        triggers: ClassVar = [
            governed(),
            publishes_only_approved("application_id", version_table="partners_application"),
        ]


class Carrier(Partner):
    """A firm that brings parcels to customers."""

    objects = LockingQuerySet["Carrier"].as_manager()

    class Meta(Partner.Meta):
        triggers: ClassVar = [
            governed(),
            publishes_only_approved("application_id", version_table="partners_application"),
        ]


class Application(models.Model):
    """What a firm applied with: one immutable version, with the papers it stands on (B-3.2.1)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "identity.Organisation", on_delete=models.PROTECT, related_name="applications"
    )
    number = models.PositiveIntegerField()
    firm_name = models.CharField(max_length=120)
    uscc = models.CharField(max_length=18)
    legal_person = models.CharField(max_length=60)
    address = models.CharField(max_length=200)
    contact_name = models.CharField(max_length=60)
    contact_mobile = EncryptedTextField()
    contact_email = models.EmailField()
    categories = ArrayField(
        models.CharField(max_length=60), default=list, help_text="codes of the wanted categories"
    )
    demanded = ArrayField(
        models.CharField(max_length=40), default=list, help_text="types of document it must hold"
    )
    intention = models.TextField(help_text="what it wants to do with us (合作意向)")
    goods_summary = models.TextField(help_text="what it offers (商品信息)")
    documents = ArrayField(models.UUIDField(), default=list)
    digest = models.CharField(max_length=64)
    submitted_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    objects = LockingQuerySet["Application"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "number"], name="partners_application_number_once"
            )
        ]
        triggers: ClassVar = [
            governed(secret=["contact_mobile"]),
            # The sealed column may be sealed anew when keys change; the digest tells if its text did.
            frozen_once(
                "submitted", pgtrigger.Q(old__submitted_at__isnull=False), except_columns=("contact_mobile",)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.firm_name} v{self.number}"


class Renewal(models.Model):
    """A newer paper in place of one that runs out. It counts when somebody has looked at it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "identity.Organisation", on_delete=models.PROTECT, related_name="renewals"
    )
    replaces = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="+")
    document = models.OneToOneField("documents.Document", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    submitted_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    rejected_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Renewal"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(accepted_at=None, rejected_at=None),
                name="partners_one_open_renewal",
            )
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return str(self.document)


class SiteVisit(models.Model):
    """What somebody of the house saw at the firm's place (B-3.1.3)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="visits")
    visited_on = models.DateField()
    place = models.CharField(max_length=200)
    companions = models.CharField(max_length=200, blank=True)
    findings = models.TextField()
    passed = models.BooleanField(help_text="exempt: the conclusion of the record, not a state")
    pictures = ArrayField(models.UUIDField(), default=list)
    recorded_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = LockingQuerySet["SiteVisit"].as_manager()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.application_id} {self.visited_on}"


class Agreement(models.Model):
    """What house and partner signed, and for how long (B-3.2.3)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "identity.Organisation", on_delete=models.PROTECT, related_name="agreements"
    )
    number = models.CharField(max_length=24, unique=True)
    terms_version = models.CharField(max_length=24)
    commission_bp = models.PositiveIntegerField(default=0, help_text="hundredths of a percent")
    deposit_fen = models.PositiveBigIntegerField(default=0)
    starts_on = models.DateField()
    ends_on = models.DateField()
    signed_file = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField()
    signatory = models.CharField(max_length=60, help_text="who signed for the partner")
    recorded_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = LockingQuerySet["Agreement"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="partners_agreement_period"),
            models.CheckConstraint(condition=Q(commission_bp__lte=10_000), name="partners_commission_share"),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.number


class Verification(models.Model):
    """The file of a partner was verified again, by whom, how, and until when that holds (NT-01, EC-03)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "identity.Organisation", on_delete=models.PROTECT, related_name="verifications"
    )
    method = models.CharField(max_length=200, help_text="what was looked at, and where")
    findings = models.TextField(blank=True)
    verified_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField()
    holds_until = models.DateField()

    objects = LockingQuerySet["Verification"].as_manager()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.verified_at:%Y-%m-%d}"


class Suspension(models.Model):
    """A partner was stopped: why, and when it was let go on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "identity.Organisation", on_delete=models.PROTECT, related_name="suspensions"
    )
    cause = models.CharField(max_length=24, choices=[(cause.value, cause.value) for cause in SuspensionCause])
    reason = models.CharField(max_length=200)
    suspended_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    suspended_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_why = models.CharField(max_length=200, blank=True)

    objects = LockingQuerySet["Suspension"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(lifted_at=None), name="partners_one_suspension_at_a_time"
            )
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.cause}"


class BankAccount(models.Model):
    """Where a partner is paid. A new one ends the old one; none is overwritten."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "identity.Organisation", on_delete=models.PROTECT, related_name="bank_accounts"
    )
    bank = models.CharField(max_length=60)
    branch = models.CharField(max_length=120, blank=True)
    holder = models.CharField(max_length=120)
    account_number = EncryptedTextField()
    last_four = models.CharField(max_length=4)
    given_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["BankAccount"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(ended_at=None), name="partners_one_bank_account"
            )
        ]
        triggers: ClassVar = [governed(secret=("account_number",))]

    def __str__(self) -> str:
        return f"{self.bank} ···{self.last_four}"
