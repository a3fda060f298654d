"""A show is reported by minute and by article, archived as aired, and shown again after a review."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.domain.broadcast.conftest import HOUR, studio  # noqa: F401
from tests.journeys.test_waiting_list import Evening
from tests.vocabulary import behind_the_back, nothing_changes
from zhanggui.domain.broadcast import controls, refusals
from zhanggui.domain.broadcast.models import AirRecord, Recording, SlotGoods
from zhanggui.domain.broadcast.operations.confirm_slot import confirm_slot
from zhanggui.domain.broadcast.operations.end_slot import end_slot
from zhanggui.domain.broadcast.operations.plan_rerun import plan_rerun
from zhanggui.domain.broadcast.operations.start_slot import start_slot
from zhanggui.domain.broadcast.operations.store_recording import (
    RecordingNowhere,
    RecordingUnproved,
    store_recording,
)
from zhanggui.domain.broadcast.operations.submit_slot import submit_slot
from zhanggui.domain.broadcast.policies import RERUN_REVIEW
from zhanggui.domain.pricing.models import Price
from zhanggui.journeys.slot_report import slot_report
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.approvals import Judgement, Verdict

pytestmark = pytest.mark.django_db
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
SHA = "ab" * 32


@pytest.fixture
def evening(studio):  # noqa: F811
    """Two pieces were sold in the second minute, and given back; the first who waited bought one."""
    made = Evening(studio)
    made.waits(1)
    made.returns()
    made.buys(1)
    end_slot(slot_id=made.goods.slot_id, by=studio.scheduler, at=studio.begins + HOUR)
    return made


def film(evening):
    by, at = evening.studio.scheduler, evening.studio.begins + 2 * HOUR
    return store_recording(slot_id=evening.goods.slot_id, reference="media://1", sha256=SHA, by=by, at=at)


def test_what_a_show_brought(evening, django_assert_max_num_queries):
    studio = evening.studio  # noqa: F811
    with django_assert_max_num_queries(15):
        report = slot_report(evening.goods.slot_id, by=studio.scheduler, at=studio.begins + DAY)

    sums = report.sums
    assert (sums.orders, sums.cancelled, sums.returned, sums.minutes) == (2, 1, 0, 60)
    assert sums.kept_fen == sums.amount_fen - sums.cancelled_fen > 0
    assert (sums.new_members, sums.customers) == (2, 2)
    assert len(report.minutes) == 61
    assert [orders for _, orders, _ in report.minutes[:3]] == [0, 2, 0]
    assert sums.yuan_per_minute == sums.amount_fen // 100 // 60
    (article,) = report.articles
    assert (article.orders, article.pieces, article.cancelled, article.returned) == (2, 3, 2, 0)
    assert article.amount_fen == 3 * evening.fen
    assert list(article.yuan_by_minute[:3]) == [0, article.amount_fen // 100, 0]
    assert (len(article.yuan_by_minute), sum(article.yuan_by_minute)) == (61, article.amount_fen // 100)
    assert report.earlier == []
    with pytest.raises(NotFound):
        slot_report(studio.plan(starts_at=studio.begins + DAY, ends_at=studio.begins + DAY + HOUR).id,
                    by=studio.scheduler, at=studio.noon)  # fmt: skip


def test_an_article_that_was_taken_off_stands_in_the_report_with_what_it_sold(evening):
    studio = evening.studio  # noqa: F811
    SlotGoods.objects.update(off_air_at=studio.begins + HOUR / 2, off_air_reason="包装破损")
    (article,) = slot_report(evening.goods.slot_id, by=studio.scheduler, at=studio.begins + DAY).articles

    assert (article.pieces, article.line.article.off_air_reason) == (3, "包装破损")
    assert article.line.span.minutes == 30
    assert article.yuan_per_minute == article.amount_fen // 100 // 30


def test_what_was_aired_is_kept_as_it_was(evening):
    record = AirRecord.objects.get()
    assert record.content["script"] == evening.goods.slot.script
    assert record.content["shown"][0]["price_fen"] == evening.fen
    assert record.keep_until.year == evening.studio.begins.year + 3
    for rows in (AirRecord.objects.all(), Recording.objects.filter(pk=film(evening).pk)):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(keep_until="2026-12-01")
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        pytest.param({}, refusals.RecordingKnown, id="the same twice"),
        pytest.param({"sha256": "abc"}, RecordingUnproved, id="no fingerprint"),
        pytest.param({"reference": " ", "sha256": "cd" * 32}, RecordingNowhere, id="lies nowhere"),
    ],
)
def test_a_recording_is_filed_once_with_its_fingerprint(change, refusal, evening):
    film(evening)
    wish = {"reference": "media://1", "sha256": SHA, **change}
    by, at = evening.studio.scheduler, evening.studio.begins + 2 * HOUR
    with nothing_changes(), pytest.raises(refusal):
        store_recording(slot_id=evening.goods.slot_id, by=by, at=at, **wish)


def test_a_rerun_needs_its_recording_a_review_of_its_own_and_the_prices_of_its_day(evening):
    studio, at = evening.studio, evening.studio.begins + 2 * HOUR  # noqa: F811
    begins = studio.begins + DAY
    again = plan_rerun(slot_id=evening.goods.slot_id, starts_at=begins, by=studio.scheduler, at=at)
    assert again.gate_failed == ["rerun"]
    film(evening)

    plan = submit_slot(slot_id=again.id, by=studio.scheduler, at=at)
    review = approvals.review_of(plan.id)
    assert (review.kind, review.state) == (RERUN_REVIEW.kind, "open")
    with nothing_changes(), pytest.raises(refusals.NotReviewed):
        confirm_slot(slot_id=again.id, by=studio.scheduler, at=at)
    answers = RERUN_REVIEW.all_ok("review")
    judgement = Judgement(step="review", verdict=Verdict.APPROVE, answers=answers)
    approvals.decide(review_id=review.id, judgement=judgement, by=studio.reviewer, at=at)
    confirm_slot(slot_id=again.id, by=studio.scheduler, at=at)

    with behind_the_back() as change:
        change("UPDATE pricing_price SET period = tstzrange(lower(period), %s)", [begins + MINUTE])
    assert Price.objects.exists()
    with nothing_changes(), pytest.raises(refusals.GateClosed):
        start_slot(slot_id=again.id, by=studio.scheduler, at=begins)
    with behind_the_back() as change:
        change("UPDATE pricing_price SET period = tstzrange(lower(period), NULL)")
    start_slot(slot_id=again.id, by=studio.scheduler, at=begins)
    assert controls.reruns_reviewed(begins + HOUR).status == "kept"
    with behind_the_back() as change:
        change("UPDATE approvals_review SET kind = 'broadcast.slot' WHERE kind = 'broadcast.rerun'")
    assert controls.reruns_reviewed(begins + HOUR).status == "broken"


@pytest.mark.parametrize(
    ("control", "broken", "status"),
    [
        pytest.param(
            controls.gates_green,
            "UPDATE broadcast_slot SET gate_failed = '{stock}', state = 'ready', period = tstzrange("
            "'2026-11-25 10:00Z', '2026-11-25 11:00Z')",
            "at_risk",
            id="a ready slot with a red gate",
        ),
        pytest.param(
            controls.hosts_certified,
            "UPDATE training_certificate SET valid_to = '2026-01-01'",
            "broken",
            id="a host without certificate",
        ),
        pytest.param(
            controls.aired_archived, "DELETE FROM broadcast_airrecord", "broken", id="nothing was archived"
        ),
        pytest.param(
            controls.aired_archived, "DELETE FROM broadcast_recording", "at_risk", id="nothing was recorded"
        ),
        pytest.param(
            controls.waiting_in_order,
            "INSERT INTO broadcast_waitingplace"
            " (id, number, slot_goods_id, customer_id, quantity, channel, state, joined_at)"
            " SELECT gen_random_uuid(), 0, slot_goods_id, customer_id, 1, 'web', 'waiting', joined_at"
            " FROM broadcast_waitingplace",
            "broken",
            id="somebody was overtaken",
        ),
    ],
)
def test_a_clause_is_kept_until_it_is_broken(control, broken, status, evening):
    film(evening)
    later = evening.studio.begins + 3 * HOUR + DAY
    assert control(later + 60 * DAY).status == "no_data"
    before = control(later).status
    assert before == ("no_data" if control is controls.gates_green else "kept")
    with behind_the_back() as change:
        change(broken)
    asked = evening.studio.noon if control is controls.gates_green else later
    assert control(asked).status == status
