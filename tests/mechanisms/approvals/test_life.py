"""Submitting, withdrawing, running out of time, and what waits for whom."""

from datetime import timedelta

import pytest

from tests.people import another_account, firm, somebody
from tests.sample.models import Notice
from tests.sample.policies import ONE, PAIR, SAME, THREE
from tests.vocabulary import nothing_changes
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import approvals, trail
from zhanggui.mechanisms.approvals import ApprovalPolicy, Judgement, Step, Verdict, digest_of
from zhanggui.mechanisms.approvals import refusals as r
from zhanggui.mechanisms.approvals.models import Review
from zhanggui.mechanisms.approvals.states import REVIEW, STEP, ReviewState, StepState

pytestmark = pytest.mark.django_db
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
YES = Judgement(step="read", verdict=Verdict.APPROVE, answers=ONE.all_ok("read"))
PLAIN = Judgement(step="read", verdict=Verdict.APPROVE)


def test_a_version_is_under_one_review_at_a_time(author, noon):
    notice = Notice.write("Sale")
    approvals.submit(ONE, notice, by=author, at=noon)
    with nothing_changes(), pytest.raises(r.AlreadySubmitted):
        approvals.submit(ONE, notice, by=author, at=noon)


def test_a_digest_that_does_not_fit_its_content_is_not_submitted(author, noon):
    notice = Notice.objects.create(text="Sale", digest=digest_of({"text": "Something else"}))
    with nothing_changes(), pytest.raises(r.VersionChanged):
        approvals.submit(ONE, notice, by=author, at=noon)


def test_a_withdrawn_version_may_be_worked_on_and_submitted_again(author, reader, noon):
    notice = Notice.write("Sael")
    review = approvals.submit(ONE, notice, by=author, at=noon)
    approvals.withdraw(review_id=review.id, by=author, at=noon, reason="A slip")
    notice.refresh_from_db()
    assert notice.outcome == "lapsed"

    notice.text, notice.digest = "Sale", digest_of({"text": "Sale"})
    notice.save()
    again = approvals.submit(ONE, notice, by=author, at=noon)
    with nothing_changes(), pytest.raises(r.ReviewClosed):
        approvals.decide(review_id=review.id, judgement=YES, by=reader, at=noon)
    approvals.decide(review_id=again.id, judgement=YES, by=reader, at=noon)
    assert [past.state for past in approvals.history(notice.id)] == ["approved", "withdrawn"]


def test_only_those_who_submitted_withdraw(reader, noon):
    firm_one, firm_two = firm("One"), firm("Two")
    writer = somebody("Writer", Role.SUPPLIER, organisation=firm_one)
    colleague = somebody("Colleague", Role.SUPPLIER, organisation=firm_one)
    rival = somebody("Rival", Role.SUPPLIER, organisation=firm_two)
    review = approvals.submit(ONE, Notice.write("Sale"), by=writer, at=noon)

    for stranger in (reader, rival):
        with nothing_changes(), pytest.raises(r.NotYoursToWithdraw):
            approvals.withdraw(review_id=review.id, by=stranger, at=noon)
    approvals.withdraw(review_id=review.id, by=colleague, at=noon)
    with nothing_changes(), pytest.raises(r.ReviewClosed):
        approvals.withdraw(review_id=review.id, by=writer, at=noon)
    with pytest.raises(NotFound):
        approvals.withdraw(review_id=new_id(), by=writer, at=noon)


def test_what_nobody_finished_in_time_expires_once_and_is_said(author, noon):
    late, open_ended = Notice.write("Late"), Notice.write("Open")
    review = approvals.submit(ONE, late, by=author, at=noon)
    approvals.submit(PAIR, open_ended, by=author, at=noon)

    assert approvals.expire(at=noon + 3 * DAY) == 0
    assert approvals.expire(at=noon + 3 * DAY + SECOND) == 1
    assert approvals.expire(at=noon + 9 * DAY) == 0
    review.refresh_from_db()
    late.refresh_from_db()
    assert (review.state, late.outcome) == ("expired", "lapsed")
    assert sum(told.name == "approvals.expired" for told in trail.timeline(review)) == 1
    assert approvals.submit(ONE, late, by=author, at=noon + 4 * DAY).state == "open"


def waiting(who) -> list[str]:
    return [review.title for review in approvals.waiting_for(who)]


def test_each_sees_what_waits_for_them(author, reader, second_reader, visitor, signer, everything, noon):
    one = approvals.submit(ONE, Notice.write("one"), by=author, at=noon)
    three = approvals.submit(THREE, Notice.write("three"), by=author, at=noon)
    approvals.submit(PAIR, Notice.write("pair"), by=reader, at=noon)
    same = approvals.submit(SAME, Notice.write("same"), by=author, at=noon)

    assert waiting(author) == []
    assert waiting(visitor) == []
    assert set(waiting(reader)) == {"one", "three", "same"}
    assert waiting(second_reader)[0] == "one"
    assert "pair" not in waiting(another_account(reader.person_id, Role.PRODUCT_REVIEWER))

    for review in (three, same):
        approvals.decide(review_id=review.id, judgement=PLAIN, by=everything, at=noon)
    approvals.decide(review_id=one.id, judgement=YES, by=reader, at=noon)
    assert waiting(visitor) == ["three"]
    assert waiting(signer) == ["same"]
    assert set(waiting(everything)) == {"same", "pair"}


def test_a_policy_that_makes_no_sense_is_not_declared():
    step = ONE.steps[0]
    for steps in ((), (step, step), (Step("x", step.capability, approvers=0),)):
        with pytest.raises(ValueError, match=r"sample\.bad"):
            ApprovalPolicy(kind="sample.bad", title="Bad", steps=steps)
    with pytest.raises(ValueError, match="another policy"):
        ApprovalPolicy(kind="sample.one", title="Second", steps=(step,))


@pytest.mark.parametrize("state", list(ReviewState))
@pytest.mark.parametrize("verb", list(REVIEW.verbs()))
def test_a_closed_review_leads_nowhere(state: ReviewState, verb: str):
    assert REVIEW.allows(state, verb) == (state == ReviewState.OPEN)


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        pytest.param(StepState.WAITING, {"open"}, id="a waiting step opens"),
        pytest.param(StepState.OPEN, {"approve", "reject"}, id="an open step is decided"),
        pytest.param(StepState.APPROVED, set(), id="approved is the end"),
        pytest.param(StepState.REJECTED, set(), id="rejected is the end"),
    ],
)
def test_the_life_of_a_step(state: StepState, verbs: set[str]):
    assert {verb for verb in STEP.verbs() if STEP.allows(state, verb)} == verbs


def test_a_lost_review_is_nowhere(noon):
    assert approvals.review_of(new_id()) is None
    assert not Review.objects.of_subject(new_id())
