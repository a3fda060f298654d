"""What a partner's trade rests on, and what follows when something of it ends or is put right."""

from datetime import datetime

from zhanggui.domain.partners.facts import PartnerReinstated, PartnerSuspended
from zhanggui.domain.partners.models import Agreement, Supplier, Suspension
from zhanggui.domain.partners.reach import AnyPartner, accepted_papers, demanded
from zhanggui.domain.partners.rules import Standing
from zhanggui.domain.partners.states import PARTNER, PartnerState, SuspensionCause
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms.documents import queries as papers


def standing_of(partner: AnyPartner, at: datetime) -> Standing:
    """The last days of papers, agreement and verification, as known now."""
    today = at.astimezone(SHANGHAI).date()
    agreements = Agreement.objects.filter(organisation=partner.organisation_id, starts_on__lte=today)
    return Standing(
        papers=papers.holds_until(
            partner.organisation_id, demanded(partner), at, among=accepted_papers(partner)
        ),
        agreement=agreements.order_by("-ends_on").values_list("ends_on", flat=True).first(),
        verification=partner.verified_until,
    )


def settle(partner: AnyPartner, by: Actor, at: datetime) -> PartnerSuspended | PartnerReinstated | None:
    """Bring a held partner's state in line with its standing; the fact tells what changed, if its state did.

    What the calendar stopped, the calendar's cure starts again. What somebody decided, somebody lifts.
    """
    standing = standing_of(partner, at)
    wanting = standing.wanting(at)
    if partner.state == PartnerState.ACTIVE and wanting:
        return stop(partner, wanting, str(wanting.value), by, at)
    if partner.state == PartnerState.SUSPENDED and wanting is None and _by_calendar(partner):
        return start_again(partner, standing, "", by, at)
    if partner.state == PartnerState.ACTIVE:
        partner.trades_until = standing.trades_until()
        partner.save(update_fields=["trades_until"])
    return None


def stop(
    partner: AnyPartner, cause: SuspensionCause, reason: str, by: Actor, at: datetime
) -> PartnerSuspended:
    """Suspend: from now on nothing of this partner is sold or carried."""
    partner.state = PARTNER.after(partner.state, "suspend")
    partner.trades_until = None
    partner.save(update_fields=["state", "trades_until"])
    Suspension.objects.create(
        organisation=partner.organisation,
        cause=cause,
        reason=reason,
        suspended_by_id=by.account_id,
        suspended_at=at,
    )
    return PartnerSuspended(name=partner.organisation.name, cause=cause.value, supplier=_supplier(partner))


def start_again(
    partner: AnyPartner, standing: Standing, why: str, by: Actor, at: datetime
) -> PartnerReinstated:
    """Lift the suspension."""
    partner.state = PARTNER.after(partner.state, "reinstate")
    partner.trades_until = standing.trades_until()
    partner.save(update_fields=["state", "trades_until"])
    open_one = Suspension.objects.filter(organisation=partner.organisation_id, lifted_at=None)
    open_one.update(lifted_at=at, lifted_by_id=by.account_id, lifted_why=why)
    return PartnerReinstated(
        name=partner.organisation.name,
        trades_until=str(partner.trades_until or ""),
        supplier=_supplier(partner),
    )


def _by_calendar(partner: AnyPartner) -> bool:
    open_ones = Suspension.objects.filter(organisation=partner.organisation_id, lifted_at=None)
    return not open_ones.filter(cause=SuspensionCause.DECIDED).exists()


def _supplier(partner: AnyPartner) -> str:
    return str(partner.id) if isinstance(partner, Supplier) else ""
