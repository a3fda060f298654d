"""What the programme can prove: aired as planned, reviewed before, and within the rules of its channel."""

from datetime import datetime, timedelta

from django.db import connection

from zhanggui.domain.broadcast import rules
from zhanggui.domain.broadcast.gate import schedule_of
from zhanggui.domain.broadcast.holding import left_of
from zhanggui.domain.broadcast.models import Slot, SlotGoods
from zhanggui.mechanisms.controls import Evidence, Records, control, share_kept

SLOTS = "admin:broadcast_slot_changelist"
LATELY = timedelta(days=30)
PUNCTUAL = timedelta(minutes=15)
SWEPT_WITHIN = timedelta(days=1)


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
