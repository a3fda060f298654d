"""Finding what freight works on, for those it concerns."""

from uuid import UUID

from zhanggui.domain.freight.capabilities import SEE_FREIGHT
from zhanggui.domain.freight.models import Bill, FreightStatement, Tariff
from zhanggui.domain.freight.states import TariffState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound


def _own(organisation_id: UUID | None, by: Actor) -> bool:
    return by.organisation_id is not None and organisation_id == by.organisation_id


def held_tariff(tariff_id: UUID, *, by: Actor) -> Tariff:
    """The agreement, held. ``NotFound`` for a carrier whose it is not, or to whom it was not shown yet."""
    tariff = Tariff.objects.locked().select_related("carrier__organisation").filter(pk=tariff_id).first()
    if tariff is None or not may_see_tariff(tariff, by):
        raise NotFound
    return tariff


def may_see_tariff(tariff: Tariff, by: Actor) -> bool:
    """Who keeps freight sees all agreements; a carrier its own, once they were approved."""
    if by.may(SEE_FREIGHT):
        return True
    hidden = tariff.state in (TariffState.PROPOSED, TariffState.DROPPED)
    return _own(tariff.carrier.organisation_id, by) and not hidden


def held_bill(bill_id: UUID, *, by: Actor) -> Bill:
    """The bill, held. ``NotFound`` for anybody it does not concern."""
    bill = Bill.objects.locked().select_related("carrier__organisation").filter(pk=bill_id).first()
    if bill is None or not (by.may(SEE_FREIGHT) or _own(bill.carrier.organisation_id, by)):
        raise NotFound
    return bill


def held_statement(statement_id: UUID, *, by: Actor) -> FreightStatement:
    """The statement, held. ``NotFound`` for anybody it does not concern."""
    found = (
        FreightStatement.objects.locked()
        .select_related("carrier__organisation")
        .filter(pk=statement_id)
        .first()
    )
    if found is None or not (by.may(SEE_FREIGHT) or _own(found.carrier.organisation_id, by)):
        raise NotFound
    return found
