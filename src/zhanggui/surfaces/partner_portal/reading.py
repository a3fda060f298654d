"""What the pages of partners show about the firm itself."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from zhanggui.domain.appraisal.papers import STATEMENT
from zhanggui.domain.messaging.models import Message
from zhanggui.domain.messaging.queries import inbox
from zhanggui.domain.messaging.wording import Words, words_of
from zhanggui.domain.partners import queries
from zhanggui.domain.partners.models import Application, Renewal, Supplier
from zhanggui.domain.partners.papers import BUSINESS_LICENCE
from zhanggui.domain.partners.policies import CARRIER_APPLICATION, SUPPLIER_APPLICATION
from zhanggui.domain.partners.states import PartnerState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import approvals, trail
from zhanggui.mechanisms.approvals.models import Decision, Review
from zhanggui.mechanisms.documents import queries as papers_of
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.types import type_of
from zhanggui.surfaces.partner_portal import trade
from zhanggui.surfaces.partner_portal.shell import AnyPartner

TOLD = 8
"""So many messages on the first page."""
ABOUT_PAPERS = frozenset({"documents.runs_out", "documents.expired", "documents.withdrawn"})
"""Of all that happens to papers (each picture of goods is one), what the firm should know."""
NO_PAPERS_OF_THE_FIRM = ("picture", STATEMENT.code)
"""What is filed for the firm, and shown where it belongs."""


@dataclass(frozen=True, slots=True)
class Step:
    """One bead on the rod of an application."""

    word: str
    state: str


def steps(partner: AnyPartner) -> list[Step]:
    """How far the application is: done, now, or to come."""
    policy = SUPPLIER_APPLICATION if isinstance(partner, Supplier) else CARRIER_APPLICATION
    last = queries.applications(partner.organisation_id).first()
    review = approvals.review_of(last.id) if last else None
    states = {step.code: step.state for step in review.steps.all()} if review else {}
    beads = [Step(gettext("Handing in"), "done" if under_review(last) or states else "now")]
    for step in policy.steps:
        state = {"approved": "done", "open": "now"}.get(states.get(step.code, ""), "later")
        beads.append(Step(gettext(step.title), state))
    done = partner.state in (PartnerState.ACTIVE, PartnerState.SUSPENDED)
    return [*beads, Step(gettext("Trading"), "done" if done else "later")]


def under_review(application: Application | None) -> bool:
    """Whether this version is being looked at."""
    review = approvals.review_of(application.id) if application else None
    return review is not None and review.state == approvals.ReviewState.OPEN


@dataclass(frozen=True, slots=True)
class Said:
    """What one person of the house decided at one step, item by item."""

    step: str
    decision: Decision


def reviews(subject_id: UUID) -> list[tuple[Review, list[Said]]]:
    """The reviews of a version, newest first, with every answer to the checklist."""
    found = approvals.history(subject_id)
    return [(review, [_said(review, one) for one in review.decisions.all()]) for review in found]


def _said(review: Review, decision: Decision) -> Said:
    step = approvals.policy_of(review.kind).step(decision.step.code)
    return Said(gettext(step.title) if step.title else step.code, decision)


def said_before(application: Application | None) -> dict[str, Any]:
    """What the last version said, to go on from."""
    if application is None:
        return {}
    names = (
        "firm_name", "legal_person", "address", "contact_name", "contact_mobile", "contact_email",
        "categories", "goods_summary", "intention",
    )  # fmt: skip
    return {name: getattr(application, name) for name in names}


def holds_licence(partner: AnyPartner) -> bool:
    """Whether the business licence is filed."""
    return papers_of.current(partner.organisation_id).filter(type=BUSINESS_LICENCE.code).exists()


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper, and how it stands today."""

    document: Document
    title: str
    state: str
    days_left: int | None
    renewal: str


def papers(partner: AnyPartner, at: datetime) -> list[PaperRow]:
    """The papers that count, the first to run out at the top."""
    today = at.astimezone(SHANGHAI).date()
    rows = papers_of.current(partner.organisation_id).exclude(type__in=NO_PAPERS_OF_THE_FIRM)
    renewals = Renewal.objects.filter(
        organisation=partner.organisation_id, accepted_at=None, rejected_at=None
    )
    waiting = dict(renewals.values_list("replaces_id", "document_id"))
    shown = [each for each in rows if each.id not in set(waiting.values())]
    shown.sort(key=lambda each: each.valid_to or date.max)
    return [_row(each, today, each.id in waiting) for each in shown]


def _row(document: Document, today: date, waiting: bool) -> PaperRow:
    left = (document.valid_to - today).days if document.valid_to else None
    state = "active" if left is None or left > 60 else "expiring" if left >= 0 else "expired"
    title = gettext(type_of(document.type).title)
    return PaperRow(document, title, state, left, "in_review" if waiting else "")


def running_out(partner: AnyPartner, at: datetime) -> list[PaperRow]:
    """The papers that run out within sixty days, or have."""
    return [row for row in papers(partner, at) if row.state != "active"]


def story(partner: AnyPartner) -> list[dict[str, object]]:
    """What happened to the firm, newest first."""
    facts = trail.timeline(trail.Subject("identity.organisation", partner.organisation_id), limit=500)
    told = [fact for fact in facts if fact.name.startswith("partners.") or fact.name in ABOUT_PAPERS]
    return [{"text": fact.sentence, "note": fact.reason, "at": fact.at} for fact in told[:10]]


def tiles(partner: AnyPartner, at: datetime) -> list[dict[str, object]]:
    """The figures at the top of the overview."""
    if isinstance(partner, Supplier):
        return trade.tiles_of_supplier(partner, at - timedelta(days=30))
    return trade.tiles_of_carrier(partner, at)


def told(by: Actor) -> list[tuple[Message, Words]]:
    """What the house wrote to this person on its own pages, the latest first, in the reader's language."""
    return [(one, words_of(one, name=by.name)) for one in inbox(by)[:TOLD]]
