"""Complaints and questions, for programs: opening, reading, and writing both ways."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from zhanggui.domain.care import queries
from zhanggui.domain.care.models import Complaint
from zhanggui.domain.care.operations.open_complaint import ComplaintWish, open_complaint
from zhanggui.domain.care.states import ContactChannel, Ground, Matter
from zhanggui.domain.sales.queries import order_numbered
from zhanggui.identity.actor import Actor
from zhanggui.kernel import clock
from zhanggui.mechanisms import cases
from zhanggui.mechanisms.cases import Solution
from zhanggui.mechanisms.cases.queries import events_for
from zhanggui.surfaces.api.callers import caller
from zhanggui.surfaces.api.idempotency import once
from zhanggui.surfaces.api.orders import Strict
from zhanggui.surfaces.api.told import told

router = Router()
Words = Annotated[str, Field(min_length=1, max_length=4000)]


class ComplaintIn(Strict):
    """What somebody complains of. ``customer`` and ``caller`` are for those who serve customers."""

    text: Words
    matter: Matter = Matter.OTHER
    channel: Literal["web", "phone", "mail"] = "web"
    order: Annotated[str, Field(max_length=24)] | None = None
    line: UUID | None = None
    customer: UUID | None = None
    caller: Annotated[str, Field(max_length=200)] = ""
    grounds: list[Ground] = Field(default=[], max_length=4)


class EventOut(Schema):
    at: datetime
    verb: str
    name: str
    text: str


class ComplaintSummary(Schema):
    """A complaint and its clocks."""

    number: str
    title: str
    matter: str
    severity: str
    state: str
    order: str | None
    opened_at: datetime
    respond_by: datetime | None
    answer_by: datetime | None
    resolve_by: datetime | None
    responded_at: datetime | None
    answered_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    finding: str


class ComplaintOut(ComplaintSummary):
    """A complaint, its clocks, and what was said."""

    events: list[EventOut]


class MessageIn(Strict):
    """``note`` among staff, ``respond`` or ``answer`` to the customer, ``hear`` from them."""

    text: Words
    kind: Literal["hear", "respond", "answer", "note"] = "hear"


class SolutionIn(Strict):
    finding: Words
    cause: Annotated[str, Field(max_length=48)]
    rectification: Annotated[str, Field(max_length=4000)] = ""


class ReasonIn(Strict):
    reason: Words


@router.post("", response={201: ComplaintOut})
@once
def complain(request: HttpRequest, body: ComplaintIn) -> Status[Any]:
    """Complain. From this second the clocks run."""
    by = caller(request)
    wish = ComplaintWish(
        text=body.text,
        matter=body.matter,
        channel=ContactChannel(body.channel),
        customer_id=body.customer,
        caller=body.caller,
        order_id=order_numbered(body.order, by=by).id if body.order else None,
        line_id=body.line,
        grounds=frozenset(body.grounds),
    )
    return Status(201, _shown(open_complaint(wish=wish, by=by, at=clock.now()), by))


@router.get("", response=list[ComplaintSummary])
def mine(request: HttpRequest, limit: Annotated[int, Field(ge=1, le=100)] = 20) -> list[dict[str, Any]]:
    """The caller's own complaints, newest first."""
    by = caller(request)
    return [_summary(one) for one in queries.complaints_of(by.account_id)[:limit]]


@router.get("{number}", response=ComplaintOut)
def one(request: HttpRequest, number: str) -> dict[str, Any]:
    """One complaint."""
    by = caller(request)
    return _shown(queries.complaint_numbered(number, by=by), by)


@router.post("{number}/messages", response=ComplaintOut)
@once
def message(request: HttpRequest, number: str, body: MessageIn) -> dict[str, Any]:
    """Write to a complaint."""
    by = caller(request)
    found = queries.complaint_numbered(number, by=by)
    verbs = {"hear": cases.hear, "respond": cases.respond, "answer": cases.answer, "note": cases.note}
    verbs[body.kind](case_id=found.case_id, text=body.text, by=by, at=clock.now())
    return _shown(queries.complaint_numbered(number, by=by), by)


@router.post("{number}/solution", response=ComplaintOut)
@once
def solution(request: HttpRequest, number: str, body: SolutionIn) -> dict[str, Any]:
    """Say how the matter ended, and close the complaint."""
    by, at = caller(request), clock.now()
    found = queries.complaint_numbered(number, by=by)
    with transaction.atomic():
        cases.resolve(case_id=found.case_id, solution=Solution(**body.model_dump()), by=by, at=at)
        cases.close(case_id=found.case_id, by=by, at=at)
    return _shown(queries.complaint_numbered(number, by=by), by)


@router.post("{number}/reopening", response=ComplaintOut)
@once
def reopening(request: HttpRequest, number: str, body: ReasonIn) -> dict[str, Any]:
    """The customer is not satisfied: the next round begins."""
    by = caller(request)
    found = queries.complaint_numbered(number, by=by)
    cases.reopen(case_id=found.case_id, reason=body.reason, by=by, at=clock.now())
    return _shown(queries.complaint_numbered(number, by=by), by)


def _summary(complaint: Complaint) -> dict[str, Any]:
    order = complaint.order.number if complaint.order else None
    return told(ComplaintSummary, complaint.case, matter=complaint.matter, order=order)


def _shown(complaint: Complaint, by: Actor) -> dict[str, Any]:
    return _summary(complaint) | {"events": list(events_for(complaint.case, by))}
