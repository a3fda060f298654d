"""Who may trade, and what is known about a partner."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from zhanggui.domain.partners.capabilities import SEE_PARTNERS
from zhanggui.domain.partners.models import (
    Agreement,
    Application,
    BankAccount,
    Carrier,
    SiteVisit,
    Supplier,
    Suspension,
    Verification,
)
from zhanggui.domain.partners.reach import AnyPartner
from zhanggui.domain.partners.refusals import AgreementMissing, VisitMissing
from zhanggui.domain.partners.states import MAY_BE_VERIFIED, PartnerState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound


def may_sell(supplier_id: UUID, at: datetime) -> bool:
    """Whether goods of this supplier may be sold at this moment. One index look-up on one column."""
    return Supplier.objects.filter(pk=supplier_id, trades_until__gt=at).exists()


def may_carry(carrier_id: UUID, at: datetime) -> bool:
    """Whether this carrier may be given parcels at this moment."""
    return Carrier.objects.filter(pk=carrier_id, trades_until__gt=at).exists()


def carriers_for_parcels(at: datetime) -> QuerySet[Carrier]:
    """The carriers that may be given parcels now."""
    return Carrier.objects.filter(trades_until__gt=at).select_related("organisation").order_by("number")


def partner_of(by: Actor) -> AnyPartner:
    """The partner that the actor belongs to. Raises ``NotFound``."""
    return partner_of_organisation(by.organisation_id)


def partner_of_organisation(organisation_id: UUID | None) -> AnyPartner:
    """The partner that an organisation is. Raises ``NotFound``."""
    for model in (Supplier, Carrier):
        found = model.objects.select_related("organisation", "application").filter(
            organisation=organisation_id, organisation__isnull=False
        )
        for partner in found:
            return partner
    raise NotFound


def suppliers(by: Actor) -> QuerySet[Supplier]:
    """The suppliers this actor may see: all for those who work with them, otherwise one's own firm."""
    rows = Supplier.objects.select_related("organisation").order_by("number")
    return rows if by.may(SEE_PARTNERS) else rows.filter(_own(by))


def supplier_of_id(supplier_id: UUID) -> Supplier:
    """The supplier behind an identifier. Raises ``NotFound``."""
    found = Supplier.objects.select_related("organisation").filter(pk=supplier_id).first()
    if found is None:
        raise NotFound
    return found


def suppliers_but(known: QuerySet[Any]) -> QuerySet[Supplier]:
    """Every supplier whose identifier is not among these."""
    return Supplier.objects.exclude(pk__in=known).order_by("pk")


def carriers(by: Actor) -> QuerySet[Carrier]:
    """The carriers this actor may see."""
    rows = Carrier.objects.select_related("organisation").order_by("number")
    return rows if by.may(SEE_PARTNERS) else rows.filter(_own(by))


def applications(organisation_id: UUID) -> QuerySet[Application]:
    """Every version a firm submitted, newest first."""
    return Application.objects.filter(organisation=organisation_id).order_by("-number")


def open_suspension(organisation_id: UUID) -> Suspension | None:
    """Why a partner is stopped now, if it is."""
    return Suspension.objects.filter(organisation=organisation_id, lifted_at=None).first()


def agreement_in_force(organisation_id: UUID, at: datetime) -> Agreement | None:
    """The agreement under which a partner works with the house on this day."""
    today = at.astimezone(SHANGHAI).date()
    held = Agreement.objects.filter(organisation=organisation_id, starts_on__lte=today, ends_on__gte=today)
    return held.order_by("-ends_on").first()


def commissions_agreed(organisations: Iterable[UUID], day: date) -> Mapping[UUID, int]:
    """The commission of the latest agreement begun by this day, in hundredths of a percent, by firm."""
    signed = Agreement.objects.filter(organisation_id__in=list(organisations), starts_on__lte=day)
    return dict(signed.order_by("starts_on", "number").values_list("organisation_id", "commission_bp"))


def bank_accounts(organisations: Iterable[UUID]) -> Mapping[UUID, BankAccount]:
    """Where these firms are paid, those that have said so."""
    given = BankAccount.objects.filter(organisation_id__in=list(organisations), ended_at=None)
    return {account.organisation_id: account for account in given}


def refuse_unvisited(application_id: UUID) -> None:
    """Refuse while no visit with a good result is on record for this application."""
    last = SiteVisit.objects.filter(application=application_id).order_by("-recorded_at", "-pk").first()
    if last is None or not last.passed:
        raise VisitMissing


def refuse_unsigned(application_id: UUID, at: datetime) -> None:
    """Refuse while no agreement in force is on record for the firm of this application."""
    application = Application.objects.get(pk=application_id)
    if agreement_in_force(application.organisation_id, at) is None:
        raise AgreementMissing


def due_for_review(at: datetime) -> Iterable[UUID]:
    """Organisations whose state may no longer fit the calendar."""
    late = Q(state=PartnerState.ACTIVE) & (Q(trades_until__lte=at) | Q(trades_until=None))
    for model in (Supplier, Carrier):
        due = model.objects.filter(late | Q(state=PartnerState.SUSPENDED))
        yield from due.order_by("pk").values_list("organisation_id", flat=True)


def _own(by: Actor) -> Q:
    return Q(organisation=by.organisation_id) if by.organisation_id else Q(pk=None)


def suppliers_on_file(supplier_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these suppliers there are."""
    return set(Supplier.objects.filter(pk__in=list(supplier_ids)).values_list("pk", flat=True))


def supplier_names(supplier_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """The firm behind each supplier."""
    found = Supplier.objects.filter(pk__in=set(supplier_ids))
    return dict(found.values_list("pk", "organisation__name"))


def carrier_ids() -> list[UUID]:
    """Every carrier there is or was."""
    return list(Carrier.objects.order_by("number").values_list("id", flat=True))


def carrier_of_id(carrier_id: UUID) -> Carrier:
    """The carrier behind an identifier. Raises ``NotFound``."""
    found = Carrier.objects.select_related("organisation").filter(pk=carrier_id).first()
    if found is None:
        raise NotFound
    return found


def admitted_between(since: datetime, until: datetime) -> Mapping[UUID, datetime]:
    """Suppliers with us that were admitted in this time, and when: the first verification of their file."""
    first = Verification.objects.filter(organisation=OuterRef("organisation")).order_by("verified_at")
    here = Supplier.objects.filter(state__in=MAY_BE_VERIFIED)
    rows = here.annotate(admitted=Subquery(first.values("verified_at")[:1]))
    found = rows.filter(admitted__gte=since, admitted__lt=until).order_by("pk")
    return dict(found.values_list("pk", "admitted"))


def with_us_before(ended: datetime) -> list[UUID]:
    """Suppliers that are with us, and were admitted before this moment."""
    verified = Verification.objects.filter(organisation=OuterRef("organisation"))
    in_time = Exists(verified.filter(verified_at__lt=ended)) | ~Exists(verified)
    here = Supplier.objects.filter(in_time, state__in=MAY_BE_VERIFIED, created_at__lt=ended)
    return list(here.order_by("pk").values_list("pk", flat=True))


def agreements() -> QuerySet[Agreement]:
    """Everything that house and partners ever signed, for those who judge by it."""
    return Agreement.objects.all()
