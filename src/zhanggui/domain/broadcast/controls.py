"""What the programme can prove: aired as planned, reviewed before, and within the rules of its channel."""

from datetime import datetime, timedelta

from django.db import connection

from zhanggui.domain.broadcast import rules
from zhanggui.domain.broadcast.gate import schedule_of
from zhanggui.domain.broadcast.holding import left_of
from zhanggui.domain.broadcast.models import AirRecord, Recording, Slot, SlotGoods
from zhanggui.domain.broadcast.states import SlotState
from zhanggui.domain.training.queries import certified_throughout
from zhanggui.domain.training.states import Post
from zhanggui.mechanisms.controls import Evidence, Records, control, share_kept

SLOTS = "admin:broadcast_slot_changelist"
LATELY = timedelta(days=30)
PUNCTUAL = timedelta(minutes=15)
SWEPT_WITHIN = timedelta(days=1)
AHEAD = timedelta(hours=48)


def _rows(slots: list[Slot]) -> Records:
    named = ",".join(str(slot.pk) for slot in slots[:50])
    return Records(len(slots), SLOTS, {"id__in": named} if named else {})


def _aired(at: datetime) -> list[Slot]:
    aired = Slot.objects.filter(started_at__gte=at - LATELY)
    return list(aired.select_related("channel", "programme").order_by("-started_at"))


@control("B-5.3.4", title="Slots air at their planned time")
def aired_on_time(at: datetime) -> Evidence:
    """Nothing aired more than a quarter of an hour from its plan; late starts are a risk."""
    aired = _aired(at)
    late = [slot for slot in aired if slot.started_at and slot.started_at - slot.period.lower > PUNCTUAL]
    return Evidence(
        share_kept(kept=len(aired), of=len(aired), risk=len(late)),
        {"slots aired in 30 days": len(aired), "late": len(late)},
        "within 15 minutes of the plan",
        _rows(late),
    )


@control("B-5.3.4", title="What aired kept the rules of its channel")
def aired_by_the_rules(at: datetime) -> Evidence:
    """Licence, class, hours, lengths and words, judged anew on what was aired (TV-02 to TV-10)."""
    aired = _aired(at)
    wrong = [slot for slot in aired if rules.failed(schedule_of(slot))]
    return Evidence(
        share_kept(kept=len(aired) - len(wrong), of=len(aired)),
        {"slots aired in 30 days": len(aired), "against a rule": len(wrong)},
        "0 violations found on as-run slots",
        _rows(wrong),
    )


@control("B-5.3.4", "B-2.2.5", title="Nothing aired without a review")
def aired_reviewed(at: datetime) -> Evidence:
    """Every slot that went on air points at a plan that was approved before."""
    aired = _aired(at)
    with connection.cursor() as cursor:
        cursor.execute(UNREVIEWED, [[slot.pk for slot in aired]])
        unreviewed = {slot_id for (slot_id,) in cursor.fetchall()}
    wrong = [slot for slot in aired if slot.pk in unreviewed]
    return Evidence(
        share_kept(kept=len(aired) - len(wrong), of=len(aired)),
        {"slots aired in 30 days": len(aired), "without review": len(wrong)},
        "0 slots aired without an approved plan",
        _rows(wrong),
    )


UNREVIEWED = """
SELECT slot.id FROM broadcast_slot slot
  LEFT JOIN broadcast_slotplan plan ON plan.id = slot.approved_plan_id
 WHERE slot.id = ANY (%s) AND (plan.id IS NULL OR NOT approvals_is_approved(plan.id, plan.digest)
       OR NOT EXISTS (SELECT FROM approvals_review review WHERE review.subject_id = plan.id
                         AND review.state = 'approved' AND review.closed_at <= slot.started_at))
"""


@control("B-5.3.4", title="Quotas go back to sale after their slot")
def quotas_returned(at: datetime) -> Evidence:
    """A day after a slot nothing of its quotas is left lying where nobody can buy it."""
    over = SlotGoods.objects.filter(number_released_at__lt=at - SWEPT_WITHIN)
    open_ones = list(over.filter(leftover_returned_at=None).select_related("slot"))
    lying = {key for key, balance in left_of(open_ones).items() if balance.available > 0}
    stuck = [one.slot for one in open_ones if one.id in lying]
    return Evidence(
        share_kept(kept=over.count() - len(stuck), of=over.count()),
        {"articles shown": over.count(), "with pieces left lying": len(stuck)},
        "0 pieces left on quotas a day after the slot",
        _rows(stuck),
    )


@control("B-5.3.4", "B-5.1.3", title="Gates are green before air")
def gates_green(at: datetime) -> Evidence:
    """No slot that is ready for the next two days has a red gate; what is planned may still have one."""
    coming = Slot.objects.filter(state=SlotState.READY, period__overlap=(at, at + AHEAD))
    red = list(coming.exclude(gate_failed=[]))
    total = coming.count()
    return Evidence(
        share_kept(kept=total, of=total, risk=len(red)),
        {"slots ready in 48 hours": total, "with a red gate": len(red)},
        "0 ready slots with a red gate",
        _rows(red),
    )


@control("A-4.2.2", "B-9.1.3", title="Hosts on air were certified")
def hosts_certified(at: datetime) -> Evidence:
    """Everybody who hosted in thirty days held a certificate for the whole of their slot (TV-09)."""
    aired = _aired(at)
    wrong = [slot for slot in aired if not _hosted_by_right(slot)]
    return Evidence(
        share_kept(kept=len(aired) - len(wrong), of=len(aired)),
        {"slots aired in 30 days": len(aired), "hosted without certificate": len(wrong)},
        "0 slots hosted without a certificate",
        _rows(wrong),
    )


def _hosted_by_right(slot: Slot) -> bool:
    since, until = slot.started_at or slot.period.lower, slot.ended_at or slot.period.lower
    return certified_throughout(slot.host_person_id, Post.HOST, since, max(since, until))


@control("B-5.3.4", "B-6.1.4", title="What was aired is archived")
def aired_archived(at: datetime) -> Evidence:
    """Every slot that ended on air has its record; without a recording filed within a day it is at risk."""
    ended = [slot for slot in _aired(at) if slot.ended_at is not None]
    ids = [slot.pk for slot in ended]
    kept = set(AirRecord.objects.filter(slot__in=ids).values_list("slot_id", flat=True))
    filmed = set(Recording.objects.filter(slot__in=ids).values_list("slot_id", flat=True))
    late = [s for s in ended if s.pk not in filmed and s.ended_at and s.ended_at < at - SWEPT_WITHIN]
    wrong = [slot for slot in ended if slot.pk not in kept]
    return Evidence(
        share_kept(kept=len(ended) - len(wrong), of=len(ended), risk=len(late)),
        {"slots ended in 30 days": len(ended), "without record": len(wrong), "without recording": len(late)},
        "script, prices and recording of every slot kept for 3 years",
        _rows(wrong or late),
    )


@control("B-5.1.3", title="Each re-run was reviewed for itself")
def reruns_reviewed(at: datetime) -> Evidence:
    """What was shown again in thirty days has an approval of its own, given after the first run (TV-09)."""
    again = [slot for slot in _aired(at) if slot.rerun_of_id]
    with connection.cursor() as cursor:
        cursor.execute(RERUN_UNREVIEWED, [[slot.pk for slot in again]])
        found = {slot_id for (slot_id,) in cursor.fetchall()}
    wrong = [slot for slot in again if slot.pk in found]
    return Evidence(
        share_kept(kept=len(again) - len(wrong), of=len(again)),
        {"re-runs in 30 days": len(again), "without a review of their own": len(wrong)},
        "0 re-runs on an old approval",
        _rows(wrong),
    )


RERUN_UNREVIEWED = """
SELECT slot.id FROM broadcast_slot slot JOIN broadcast_slot earlier ON earlier.id = slot.rerun_of_id
 WHERE slot.id = ANY (%s) AND NOT EXISTS (
    SELECT FROM approvals_review review WHERE review.subject_id = slot.approved_plan_id
       AND review.kind = 'broadcast.rerun' AND review.state = 'approved'
       AND review.closed_at > earlier.ended_at AND review.closed_at <= slot.started_at)
"""


@control("B-5.1.2", title="Waiting lists are served in order")
def waiting_in_order(at: datetime) -> Evidence:
    """Nobody was offered what came back before somebody who had waited longer."""
    with connection.cursor() as cursor:
        cursor.execute(OVERTAKEN, [at - LATELY])
        offered, overtaken, slots = cursor.fetchone()
    return Evidence(
        share_kept(kept=offered - overtaken, of=offered),
        {"offers made in 30 days": offered, "out of turn": overtaken},
        "0 offers out of turn",
        Records(overtaken, SLOTS, {"id__in": ",".join(map(str, slots))} if slots else {}),
    )


OVERTAKEN = """
SELECT count(*), count(*) FILTER (WHERE overtaken), array_agg(DISTINCT slot_id) FILTER (WHERE overtaken)
  FROM (SELECT goods.slot_id, EXISTS (
            SELECT FROM broadcast_waitingplace before WHERE before.slot_goods_id = place.slot_goods_id
               AND before.number < place.number
               AND (before.ended_at IS NULL OR before.ended_at > place.offered_at)
               AND (before.offered_at IS NULL OR before.offered_at > place.offered_at)) AS overtaken
          FROM broadcast_waitingplace place JOIN broadcast_slotgoods goods ON goods.id = place.slot_goods_id
         WHERE place.offered_at >= %s) AS offers
"""
