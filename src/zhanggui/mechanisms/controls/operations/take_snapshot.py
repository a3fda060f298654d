"""How every control stands today, kept for good."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from django.db import transaction

from zhanggui.identity.actor import SYSTEM_ACCOUNT, Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.ids import named_id
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.controls.capabilities import TAKE_SNAPSHOT
from zhanggui.mechanisms.controls.evidence import Status
from zhanggui.mechanisms.controls.facts import DayTaken
from zhanggui.mechanisms.controls.judging import Verdict, judge
from zhanggui.mechanisms.controls.models import Snapshot

SUBJECT = trail.Subject("controls.register", named_id(SYSTEM_ACCOUNT, "controls"))


def take_snapshot(*, by: Actor, at: datetime) -> bool:
    """Keep how every control stands today; False if today was taken already."""
    by.require(TAKE_SNAPSHOT)
    day = at.astimezone(SHANGHAI).date()
    if Snapshot.objects.filter(taken_on=day).exists():
        return False
    verdicts = judge(at)
    with transaction.atomic():
        broken_before = _broken_on_the_day_before(day)
        Snapshot.objects.bulk_create(
            [Snapshot(taken_on=day, taken_at=at, **_columns(verdict)) for verdict in verdicts]
        )
        counts = Counter(verdict.evidence.status for verdict in verdicts)
        broken = {verdict.control.code for verdict in verdicts if verdict.evidence.status is Status.BROKEN}
        told = DayTaken(
            day=day.isoformat(),
            kept=counts[Status.KEPT],
            at_risk=counts[Status.AT_RISK],
            broken=counts[Status.BROKEN],
            newly_broken=sorted(broken - broken_before),
        )
        trail.record(told, on=SUBJECT, by=by, at=at)
    return True


def _columns(verdict: Verdict) -> dict[str, Any]:
    evidence = verdict.evidence
    return {
        "control": verdict.control.code,
        "status": evidence.status.value,
        "figures": dict(evidence.figures),
        "threshold": evidence.threshold,
        "records": evidence.records.count,
        "error": verdict.error,
        "elapsed_ms": verdict.elapsed_ms,
    }


def _broken_on_the_day_before(day: date) -> set[str]:
    last = Snapshot.objects.filter(taken_on__lt=day).order_by("-taken_on").first()
    if last is None:
        return set()
    broken = Snapshot.objects.filter(taken_on=last.taken_on, status=Status.BROKEN.value)
    return set(broken.values_list("control", flat=True))
