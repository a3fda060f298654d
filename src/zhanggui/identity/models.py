"""People, organisations and accounts.

A *person* is one human being, whatever number of accounts they hold: four eyes are counted in
persons. An *account* signs in. An *organisation* is the house itself, a supplier or a carrier.
"""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import STAFF, Role
from zhanggui.kernel.ids import new_id


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

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """One human being."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=60)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by the name they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=username)


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
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.username

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held now."""
        return frozenset(Role(grant.role) for grant in self.grants.all() if grant.revoked_at is None)

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
    """One role given to one account, by somebody, at a time; revoked, never deleted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=32, choices=[(role.value, role.value) for role in Role])
    granted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    revoked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "role"],
                condition=Q(revoked_at=None),
                name="identity_grant_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.role}"
