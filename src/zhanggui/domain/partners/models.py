"""Suppliers and carriers: the firms the house trades through."""

from django.db import models

from zhanggui.domain.partners.states import PartnerState
from zhanggui.kernel.ids import new_id
from zhanggui.schema.locking import LockingQuerySet


class Partner(models.Model):
    """A firm and where it stands with the house."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.OneToOneField("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in PartnerState],
        default=PartnerState.APPLYING,
    )
    created_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.organisation)


class Supplier(Partner):
    """A firm whose goods the house sells."""

    objects = LockingQuerySet["Supplier"].as_manager()


class Carrier(Partner):
    """A firm that brings parcels to customers."""

    objects = LockingQuerySet["Carrier"].as_manager()
