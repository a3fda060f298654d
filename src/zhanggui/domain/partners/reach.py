"""Whom a verb may touch: partners are found by their organisation, and only by those whom it concerns."""

from collections.abc import Iterable
from uuid import UUID

from zhanggui.domain.partners.models import Application, Carrier, Renewal, Supplier
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Organisation
from zhanggui.kernel.refusal import NotFound

AnyPartner = Supplier | Carrier


def hold_partner(organisation_id: UUID) -> AnyPartner:
    """The partner of this organisation, held for change. Raises ``NotFound``."""
    for model in (Supplier, Carrier):
        found = model.objects.locked().select_related("organisation").filter(organisation=organisation_id)
        for partner in found:
            return partner
    raise NotFound


def hold_own(organisation_id: UUID, by: Actor) -> AnyPartner:
    """The partner of this organisation, for its own people only."""
    if by.organisation_id != organisation_id:
        raise NotFound
    return hold_partner(organisation_id)


def kind_of(partner: AnyPartner) -> Organisation.Kind:
    """Whether it is a supplier or a carrier."""
    return Organisation.Kind.SUPPLIER if isinstance(partner, Supplier) else Organisation.Kind.CARRIER


def accepted_papers(partner: AnyPartner) -> set[UUID]:
    """The papers that somebody of the house has looked at and accepted."""
    accepted = Renewal.objects.filter(organisation=partner.organisation_id, accepted_at__isnull=False)
    papers = set(accepted.values_list("document_id", flat=True))
    if partner.application_id is not None:
        papers |= set(Application.objects.get(pk=partner.application_id).documents)
    return papers


def demanded(partner: AnyPartner) -> Iterable[str]:
    """The types of paper that this partner must hold to trade."""
    if partner.application_id is None:
        return ()
    return Application.objects.get(pk=partner.application_id).demanded
