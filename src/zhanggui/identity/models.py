"""People, organisations and accounts.

A *person* is one human being, whatever number of accounts they hold: four eyes are counted in
persons. An *account* signs in. An *organisation* is the house itself, a supplier or a carrier.
"""

from typing import ClassVar

import pgtrigger
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from zhanggui.identity.actor import Actor
from zhanggui.identity.mobile import masked
from zhanggui.identity.roles import EXCLUSIVE, STAFF, Role
from zhanggui.kernel.ids import new_id
from zhanggui.schema.encrypted import EncryptedTextField
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import governed


class Organisation(models.Model):
    """A firm with its unified social credit code (统一社会信用代码)."""

    class Kind(models.TextChoices):
        HOUSE = "house"
        SUPPLIER = "supplier"
        CARRIER = "carrier"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    name = models.CharField(max_length=120)
    uscc = models.CharField(max_length=18, unique=True, null=True, blank=True)
    created_at = models.DateTimeField()

    objects = LockingQuerySet["Organisation"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """One human being. Where the number of the identity card is known, it makes sure of the "one"."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=60)
    id_number = EncryptedTextField(null=True, blank=True)
    id_number_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    created_at = models.DateTimeField()

    objects = LockingQuerySet["Person"].as_manager()

    class Meta:
        triggers: ClassVar = [governed(secret=["id_number"])]

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"].from_queryset(LockingQuerySet["Account"])):  # type: ignore[misc]
    """Finds accounts by the name they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        account: Account = self.get(username=username)
        return account


class Account(AbstractBaseUser):
    """A way to sign in: by name and password for staff and partners, by mobile number for customers."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="accounts", null=True, blank=True
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="accounts", null=True, blank=True
    )
    email = models.EmailField(blank=True)
    mobile = EncryptedTextField(null=True, blank=True)
    mobile_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    created_at = models.DateTimeField()
    disabled_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        triggers: ClassVar = [governed(secret=["password", "mobile"], ignore=["last_login"])]

    def __str__(self) -> str:
        return self.username

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether this account may still be used."""
        return self.disabled_at is None

    @property
    def shown_mobile(self) -> str:
        """The mobile number as screens show it: 138****1234."""
        return masked(self.mobile) if self.mobile else ""

    @property
    def shown_name(self) -> str:
        """Who this is on a screen: staff and partners by their person, customers by the masked number."""
        if self.person and self.organisation_id:
            return self.person.name
        return self.shown_mobile or self.username

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held now; ``held`` carries them where the account was read together with them."""
        held = self.__dict__.get("held")
        if held is None:
            held = [grant.role for grant in self.grants.all() if grant.revoked_at is None]
        return frozenset(Role(role) for role in held)

    @property
    def is_staff(self) -> bool:
        """Whether the operators' console opens for this account."""
        return not self.roles.isdisjoint(STAFF)

    @property
    def is_superuser(self) -> bool:
        """Nobody is above the rules."""
        return False

    def actor(self, *, via: str = "job", request_id: str = "") -> Actor:
        """This account as the ``by`` of an operation."""
        return Actor(
            account_id=self.id,
            person_id=self.person_id,
            organisation_id=self.organisation_id,
            name=self.person.name if self.person else self.username,
            roles=self.roles if self.is_active else frozenset(),
            via=via,
            request_id=request_id,
        )


class Grant(models.Model):
    """One role given to one account, by somebody, at a time; revoked, never deleted.

    ``person`` repeats whose account it is, so that the database can see to it that nobody holds two of the
    three administrator's posts, under whatever accounts.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    role = models.CharField(max_length=32, choices=[(role.value, role.value) for role in Role])
    granted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    revoked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Grant"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "role"],
                condition=Q(revoked_at=None),
                name="identity_grant_once",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(revoked_at=None, role__in=sorted(role.value for role in EXCLUSIVE)),
                name="identity_administrators_are_three_people",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="identity_grant_person",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="SELECT person_id INTO NEW.person_id FROM identity_account WHERE id = NEW.account_id;"
                " RETURN NEW;",
            ),
            governed(),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.role}"


class PolicyText(models.Model):
    """One version of a text that people agree to: the privacy policy, the rules of membership."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    purpose = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    body = models.TextField()
    published_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    objects = LockingQuerySet["PolicyText"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["purpose", "version"], name="identity_policy_version_once")
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return f"{self.purpose} v{self.version}"


class Consent(models.Model):
    """A person's yes to one purpose under one version of its text, and when it was taken back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=40)
    text = models.ForeignKey(PolicyText, on_delete=models.PROTECT, related_name="consents")
    channel = models.CharField(max_length=16, help_text="web, phone, app")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Consent"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "text"], condition=Q(withdrawn_at=None), name="identity_consent_once"
            )
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return f"{self.person_id} {self.purpose}"


class SignIn(models.Model):
    """Somebody came in by one door with one device. It counts from ``completed_at`` until ``ended_at``.

    Between password and second factor it is begun and not completed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="sign_ins")
    address = models.GenericIPAddressField(null=True, blank=True)
    device = models.CharField(max_length=200, blank=True)
    begun_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["SignIn"].as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["account"], condition=Q(ended_at=None), name="identity_signed_in")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.begun_at:%Y-%m-%d %H:%M}"


class SignInTry(models.Model):
    """One try to sign in. What was typed as a name is kept as a keyed hash: people type passwords there."""

    class Outcome(models.TextChoices):
        RIGHT = "right"
        WRONG = "wrong"
        LOCKED = "locked"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name_hash = models.CharField(max_length=64)
    address = models.GenericIPAddressField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["name_hash", "at"], name="identity_tries_by_name"),
            models.Index(fields=["address", "at"], name="identity_tries_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.at:%Y-%m-%d %H:%M}"


class SignInCode(models.Model):
    """A one-time code sent to a mobile number. Only its keyed hash is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    mobile_hash = models.CharField(max_length=64)
    address = models.GenericIPAddressField(null=True, blank=True)
    code_hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["SignInCode"].as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["mobile_hash", "sent_at"], name="identity_codes_by_number"),
            models.Index(fields=["address", "sent_at"], name="identity_codes_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.sent_at:%Y-%m-%d %H:%M}"


class SecondFactor(models.Model):
    """The shared secret of somebody's authenticator app. ``last_step`` keeps a code from counting twice."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="second_factor")
    secret = EncryptedTextField()
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    last_step = models.BigIntegerField(default=0)

    objects = LockingQuerySet["SecondFactor"].as_manager()

    def __str__(self) -> str:
        return str(self.account_id)


class RecoveryCode(models.Model):
    """A code that stands in once for a lost authenticator."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["RecoveryCode"].as_manager()

    def __str__(self) -> str:
        return str(self.account_id)


class TextMessage(models.Model):
    """A short message to a mobile number: written with what caused it, sent by a job."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recipient = EncryptedTextField()
    body = EncryptedTextField()
    purpose = models.CharField(max_length=40)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    reference = models.CharField(max_length=80, blank=True, help_text="the carrier's number for it")

    objects = LockingQuerySet["TextMessage"].as_manager()

    def __str__(self) -> str:
        return f"{self.purpose} {self.created_at:%Y-%m-%d %H:%M}"
