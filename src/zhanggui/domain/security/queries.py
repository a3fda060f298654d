"""Reads of information security."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from zhanggui.domain.governance.queries import mending
from zhanggui.domain.governance.states import MeasureState
from zhanggui.domain.security.capabilities import SEE_INCIDENTS
from zhanggui.domain.security.models import Incident, Weakness
from zhanggui.identity.actor import Actor


def corrections(incident: Incident) -> QuerySet[Any]:
    """The measures that mend what an incident showed."""
    return mending().filter(weakness__incident=incident)


def unmended() -> QuerySet[Weakness]:
    """Weaknesses without a measure, or with one that is not verified yet."""
    measures = mending().filter(weakness=OuterRef("pk"))
    return Weakness.objects.filter(~Exists(measures) | Exists(measures.exclude(state=MeasureState.VERIFIED)))


def overdue(today: date) -> QuerySet[Weakness]:
    """Weaknesses that should be mended and retested by now."""
    return unmended().filter(mend_by__lt=today)


def incidents_for(by: Actor) -> QuerySet[Incident]:
    """Those this person may read: all of them, or those they reported."""
    seen = Incident.objects.all()
    return seen if by.may(SEE_INCIDENTS) else seen.filter(reported_by=by.account_id)
