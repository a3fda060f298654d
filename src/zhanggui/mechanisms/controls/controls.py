"""What the mechanisms themselves can prove: a whole trail, kept long enough, and controls asked."""

from datetime import datetime, timedelta

from django.db import connection

from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.controls.evidence import Evidence, Records, Status
from zhanggui.mechanisms.controls.facts import Verified
from zhanggui.mechanisms.controls.models import Snapshot
from zhanggui.mechanisms.controls.register import all_controls, clauses, control
from zhanggui.mechanisms.trail.models import Fact, Seal
from zhanggui.mechanisms.trail.vocabulary import name_of

VERIFY_EVERY = timedelta(hours=26)
SEAL_EVERY = timedelta(minutes=15)
SNAPSHOT_EVERY = timedelta(hours=26)


@control("B-8.1.2", "B-6.4.2", "A-7", title="Records agree with what was recorded")
def house_verified(at: datetime) -> Evidence:
    """The last verification found nothing, and is not older than a day."""
    last = trail.latest(name_of(Verified))
    threshold = "0 findings, verified within 26 hours"
    if last is None:
        return Evidence(Status.NO_DATA, {}, threshold)
    found = last.body["findings"]
    hours = int((at - last.at) / timedelta(hours=1))
    status = Status.KEPT if at - last.at <= VERIFY_EVERY else Status.AT_RISK
    return Evidence(
        Status.BROKEN if found else status,
        {"findings": found, "hours since": hours},
        threshold,
        Records(found, "admin:trail_verify"),
    )


@control("B-8.1.2", "A-7", title="What was recorded is sealed")
def trail_sealed(at: datetime) -> Evidence:
    """The oldest finished fact that is not under a seal yet is younger than a quarter of an hour."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT count(*), min(recorded_at), transaction_timestamp() FROM trail_fact
            WHERE xid >= coalesce(
                (SELECT max(until_xid) FROM trail_sealpart WHERE table_name = 'trail_fact'), 0)"""
        )
        waiting, oldest, present = cursor.fetchone()
    seals = Seal.objects.count()
    minutes = int((present - oldest) / timedelta(minutes=1)) if oldest else 0
    if not seals and not waiting:
        return Evidence(Status.NO_DATA, {}, "sealed within 15 minutes")
    late = oldest is not None and present - oldest > SEAL_EVERY
    return Evidence(
        Status.AT_RISK if late else Status.KEPT,
        {"seals made": seals, "facts waiting": waiting, "minutes waiting": minutes},
        "sealed within 15 minutes",
        Records(waiting, "admin:trail_facts"),
    )


@control("B-8.1.2", "A-7", title="Operation records are kept")
def records_kept(at: datetime) -> Evidence:
    """Nothing is deleted: the first fact is still there, and the law asks for six months."""
    months = norm("security.log_months", on=at)
    first = Fact.objects.order_by("recorded_at").values_list("recorded_at", flat=True).first()
    if first is None:
        return Evidence(Status.NO_DATA, {}, f"kept for at least {months} months")
    seal = Seal.objects.order_by("number").values_list("number", flat=True).first()
    return Evidence(
        Status.KEPT if seal in (None, 1) else Status.BROKEN,
        {"days kept": (at - first).days, "facts kept": Fact.objects.count()},
        f"kept for at least {months} months",
        Records(Fact.objects.count(), "admin:trail_facts"),
    )


@control("B-9.1.4", title="Controls are asked every day")
def controls_asked(at: datetime) -> Evidence:
    """The last daily standing of all controls is not older than a day."""
    last = Snapshot.objects.order_by("-taken_at").first()
    threshold = "every day"
    if last is None:
        return Evidence(Status.NO_DATA, {}, threshold)
    days = Snapshot.objects.values("taken_on").distinct().count()
    taken = Snapshot.objects.filter(taken_on=last.taken_on).count()
    fresh = at - last.taken_at <= SNAPSHOT_EVERY
    return Evidence(
        Status.KEPT if fresh else Status.BROKEN,
        {"days judged": days, "controls judged": taken},
        threshold,
        Records(taken, "admin:cockpit"),
    )


@control("A-1", title="Every clause of both norms is judged")
def register_covered(at: datetime) -> Evidence:
    """The share of clauses that a control judges, or for which the record that proves the duty is named."""
    covered = {clause for one in all_controls() for clause in one.clauses}
    everything = len(clauses())
    return Evidence(
        Status.KEPT if len(covered) == everything else Status.AT_RISK,
        {"clauses judged": len(covered), "clauses": everything},
        "all clauses",
        Records(everything - len(covered), "admin:cockpit", {"status": Status.UNCOVERED.value}),
    )
