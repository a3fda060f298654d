"""What delivery looks up before it acts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps

from zhanggui.domain.delivery.models import AllocationLine
from zhanggui.domain.partners.states import PartnerState
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import NotFound
from zhanggui.schema.compiled import Compiled, Given

_CARRIER: Compiled[tuple[UUID, UUID, str, str, datetime | None]] = Compiled(
    lambda: (
        apps.get_model("partners", "Carrier")
        .objects.filter(pk=Given("carrier"))
        .values_list("id", "organisation_id", "organisation__name", "state", "trades_until")
    )
)


@dataclass(frozen=True, slots=True)
class CarrierFile:
    """A carrier, as far as a parcel is concerned."""

    id: UUID
    organisation_id: UUID
    name: str
    state: str
    trades_until: datetime | None

    def trades(self, at: datetime) -> bool:
        """Whether its licence and contract stand at this moment."""
        standing = self.trades_until is None or at < self.trades_until
        return self.state == PartnerState.ACTIVE and standing


def carrier_file(carrier_id: UUID) -> CarrierFile:
    """The carrier. ``NotFound``."""
    found = _CARRIER.first(carrier=carrier_id)
    if found is None:
        raise NotFound
    return CarrierFile(*found)


def telling_carrier(carrier_id: UUID, by: Actor) -> CarrierFile:
    """The carrier whose parcels ``by`` may tell of: its own, if it is a carrier. ``NotFound`` else."""
    carrier = carrier_file(carrier_id)
    if by.roles <= {Role.CARRIER} and carrier.organisation_id != by.organisation_id:
        raise NotFound
    return carrier


def lot_sent(order_line_id: UUID) -> UUID | None:
    """The lot that was sent for an order line; of what was sent from several, the last."""
    sent = AllocationLine.objects.filter(
        order_line_id=order_line_id, allocation__released_at=None, shelf__isnull=False
    )
    return sent.order_by("-id").values_list("shelf__lot_id", flat=True).first()
