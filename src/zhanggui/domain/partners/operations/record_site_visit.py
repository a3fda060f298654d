"""Recording what was seen at the firm's place (B-3.1.3)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.partners.capabilities import VISIT
from zhanggui.domain.partners.facts import SiteVisited
from zhanggui.domain.partners.models import Application, SiteVisit
from zhanggui.domain.partners.reach import hold_partner
from zhanggui.domain.partners.refusals import FieldMissing, VisitInFuture
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """When and where the visit was, what was found, and the pictures taken (documents)."""

    visited_on: date
    place: str
    findings: str
    passed: bool
    companions: str = ""
    pictures: tuple[UUID, ...] = ()


@transaction.atomic
def record_site_visit(*, application_id: UUID, visit: Visit, by: Actor, at: datetime) -> SiteVisit:
    """Keep the record of a visit; the step of the review is then decided on it. Records are never changed."""
    by.require(VISIT)
    application = Application.objects.filter(pk=application_id).first()
    if application is None:
        raise NotFound
    partner = hold_partner(application.organisation_id)
    for field in ("place", "findings"):
        if not getattr(visit, field).strip():
            raise FieldMissing(field=field)
    if visit.visited_on > at.astimezone(SHANGHAI).date():
        raise VisitInFuture
    record = SiteVisit.objects.create(
        application=application,
        visited_on=visit.visited_on,
        place=visit.place[:200],
        companions=visit.companions[:200],
        findings=visit.findings,
        passed=visit.passed,
        pictures=list(visit.pictures),
        recorded_by_id=by.account_id,
        recorded_at=at,
    )
    told = SiteVisited(
        name=application.firm_name, visited_on=str(visit.visited_on), place=record.place, passed=visit.passed
    )
    trail.record(told, on=record, by=by, at=at, thread=partner.organisation)
    return record
