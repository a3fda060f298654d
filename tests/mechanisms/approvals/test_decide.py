"""A version is approved only by other people, in order, in time, item by item, as it was submitted."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.people import another_account
from tests.sample.models import Notice
from tests.sample.policies import ONE, PAIR, READY, SAME, THREE, NothingOnFile
from tests.vocabulary import nothing_changes
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotAllowed, NotFound, Refusal
from zhanggui.mechanisms import approvals, trail
from zhanggui.mechanisms.approvals import Answer, Judgement, Verdict
from zhanggui.mechanisms.approvals import refusals as r
from zhanggui.mechanisms.approvals.models import Decision

pytestmark = pytest.mark.django_db

GOOD = ONE.all_ok("read")


def approving(step: str = "read", **answers: Answer) -> Judgement:
    return Judgement(step=step, verdict=Verdict.APPROVE, answers=answers)


def rejecting(note: str = "Not true", **answers: Answer) -> Judgement:
    return Judgement(step="read", verdict=Verdict.REJECT, answers=answers, note=note)


def test_an_approved_version_keeps_each_answer_the_evidence_and_one_fact(author, reader, noon):
    notice, paper = Notice.write("Open on Sunday"), new_id()
    review = approvals.submit(ONE, notice, by=author, at=noon)
    judgement = Judgement(
        step="read",
        verdict=Verdict.APPROVE,
        answers={"true": Answer(ok=True, note="Asked the manager"), "clear": Answer(ok=True)},
        evidence=(paper,),
    )

    review = approvals.decide(review_id=review.id, judgement=judgement, by=reader, at=noon)

    decision = Decision.objects.get()
    notice.refresh_from_db()
    assert (review.state, review.closed_at, notice.outcome) == ("approved", noon, "approved")
    assert (decision.person_id, decision.evidence) == (reader.person_id, [paper])
    assert [(a.code, a.statement, a.ok, a.note) for a in decision.answers.all()] == [
        ("true", "It is true", True, "Asked the manager"),
        ("clear", "It is clear", True, ""),
    ]
    told = [fact.name for fact in trail.timeline(review)]
    assert sorted(told) == ["approvals.decided", "approvals.submitted"]


def test_a_rejected_version_says_why_and_a_new_one_may_be_submitted(author, reader, noon):
    first = Notice.write("Open on Monday")
    review = approvals.submit(ONE, first, by=author, at=noon)
    bad = rejecting(true=Answer(ok=False, note="Closed on Mondays"), clear=Answer(ok=True))
    approvals.decide(review_id=review.id, judgement=bad, by=reader, at=noon)

    with nothing_changes(), pytest.raises(r.AlreadySubmitted):
        approvals.submit(ONE, first, by=author, at=noon)
    again = approvals.submit(ONE, Notice.write("Open on Tuesday"), by=author, at=noon)
    approvals.decide(review_id=again.id, judgement=approving(**GOOD), by=reader, at=noon)

    latest = approvals.review_of(first.id)
    assert latest is not None
    assert latest.state == "rejected"
    assert approvals.is_approved(again.subject_id, again.digest)


Cast = dict[str, Actor]


@pytest.fixture
def cast(author: Actor, reader: Actor, visitor: Actor) -> Cast:
    """People, and accounts, that might try to decide the reading of a notice."""
    assert author.person_id is not None
    return {
        "reader": reader,
        "visitor": visitor,
        "author with two posts": another_account(author.person_id, Role.PRODUCT_REVIEWER),
        "machine": replace(reader, account_id=new_id(), person_id=None),
    }


SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("who", "judgement", "later", "refusal"),
    [
        pytest.param("visitor", approving(**GOOD), 0 * SECOND, NotAllowed, id="without the post"),
        pytest.param(
            "author with two posts",
            approving(**GOOD),
            0 * SECOND,
            r.AuthorCannotApprove,
            id="its author under another account",
        ),
        pytest.param("machine", approving(**GOOD), 0 * SECOND, r.NobodyBehindAccount, id="a program"),
        pytest.param(
            "reader", approving(**GOOD), timedelta(days=3) + SECOND, r.ReviewOverdue, id="a second too late"
        ),
        pytest.param("reader", approving("sign"), 0 * SECOND, r.NoSuchStep, id="a step that is not there"),
        pytest.param("reader", approving(), 0 * SECOND, r.ChecklistIncomplete, id="nothing answered"),
        pytest.param(
            "reader", approving(true=Answer(ok=True)), 0 * SECOND, r.ChecklistIncomplete, id="one left out"
        ),
        pytest.param(
            "reader", approving(**GOOD, kind=Answer(ok=True)), 0 * SECOND, r.UnknownCheck, id="one too many"
        ),
        pytest.param(
            "reader",
            approving(true=Answer(ok=True), clear=Answer(ok=False)),
            0 * SECOND,
            r.ItemNotInOrder,
            id="approving what is not in order",
        ),
        pytest.param(
            "reader", rejecting(" ", **GOOD), 0 * SECOND, r.ReasonMissing, id="rejecting without why"
        ),
    ],
)
def test_a_refused_decision_leaves_no_trace(
    cast: Cast,
    author: Actor,
    noon: datetime,
    who: str,
    judgement: Judgement,
    later: timedelta,
    refusal: type[Refusal],
):
    review = approvals.submit(ONE, Notice.write("Sale"), by=author, at=noon)

    with nothing_changes(), pytest.raises(refusal):
        approvals.decide(review_id=review.id, judgement=judgement, by=cast[who], at=noon + later)


def test_at_the_very_deadline_it_is_still_in_time(author, reader, noon):
    review = approvals.submit(ONE, Notice.write("Sale"), by=author, at=noon)
    at = noon + timedelta(days=3)
    assert (
        approvals.decide(review_id=review.id, judgement=approving(**GOOD), by=reader, at=at).state
        == "approved"
    )


def test_a_review_that_is_not_there_is_not_found(reader, noon):
    with pytest.raises(NotFound):
        approvals.decide(review_id=new_id(), judgement=approving(), by=reader, at=noon)


def test_who_wrote_it_cannot_approve_what_somebody_else_submitted_for_them(reader, visitor, noon):
    """Both are out: the author, and the one who submitted on their behalf."""
    writer = Account.objects.get(pk=reader.account_id)
    review = approvals.submit(ONE, Notice.write("Sale"), by=visitor, at=noon, author=writer)
    visitor_reads = another_account(visitor.person_id, Role.PRODUCT_REVIEWER)

    for who in (reader, another_account(reader.person_id, Role.PRODUCT_REVIEWER), visitor_reads):
        with nothing_changes(), pytest.raises(r.AuthorCannotApprove):
            approvals.decide(review_id=review.id, judgement=approving(**GOOD), by=who, at=noon)


def test_a_decision_on_a_closed_review_is_refused(author, reader, second_reader, noon):
    review = approvals.submit(ONE, Notice.write("Sale"), by=author, at=noon)
    approvals.decide(review_id=review.id, judgement=approving(**GOOD), by=reader, at=noon)

    for who in (reader, second_reader):
        with nothing_changes(), pytest.raises(r.ReviewClosed):
            approvals.decide(review_id=review.id, judgement=approving(**GOOD), by=who, at=noon)


def test_three_steps_are_three_people_in_order(author, reader, visitor, signer, everything, noon):
    notice = Notice.write("New supplier")
    review_id = approvals.submit(THREE, notice, by=author, at=noon).id

    def decide(step: str, by: Actor) -> str:
        return approvals.decide(review_id=review_id, judgement=approving(step), by=by, at=noon).state

    with nothing_changes(), pytest.raises(r.StepOutOfOrder):
        decide("sign", signer)
    assert decide("read", everything) == "open"
    with nothing_changes(), pytest.raises(r.StepOutOfOrder):
        decide("read", reader)
    with nothing_changes(), pytest.raises(r.OnePersonOneStep):
        decide("visit", everything)
    assert decide("visit", visitor) == "open"
    assert decide("sign", signer) == "approved"

    notice.refresh_from_db()
    assert notice.outcome == "approved"


def test_one_person_may_do_both_steps_where_the_policy_says_so(author, everything, noon):
    review = approvals.submit(SAME, Notice.write("Small thing"), by=author, at=noon)
    for step in ("read", "sign"):
        review = approvals.decide(review_id=review.id, judgement=approving(step), by=everything, at=noon)
    assert review.state == "approved"


def test_a_step_for_two_needs_two_people_not_two_accounts(author, reader, second_reader, noon):
    review = approvals.submit(PAIR, Notice.write("Read twice"), by=author, at=noon)
    approvals.decide(review_id=review.id, judgement=approving(), by=reader, at=noon)

    for who in (reader, another_account(reader.person_id, Role.PRODUCT_REVIEWER)):
        with nothing_changes(), pytest.raises(r.AlreadyDecided):
            approvals.decide(review_id=review.id, judgement=approving(), by=who, at=noon)
    review = approvals.decide(review_id=review.id, judgement=approving(), by=second_reader, at=noon)

    assert review.state == "approved"


def test_one_of_two_readers_is_enough_to_reject(author, reader, second_reader, noon):
    notice = Notice.write("Read twice")
    review = approvals.submit(PAIR, notice, by=author, at=noon)
    approvals.decide(review_id=review.id, judgement=approving(), by=reader, at=noon)
    review = approvals.decide(review_id=review.id, judgement=rejecting(), by=second_reader, at=noon)

    notice.refresh_from_db()
    assert (review.state, notice.outcome) == ("rejected", "rejected")


def test_a_version_changed_behind_the_reviewer_cannot_be_decided(author, reader, noon, unguarded):
    """The database would not let it change; were it made to, the digest still tells."""
    notice = Notice.write("Half price")
    review = approvals.submit(ONE, notice, by=author, at=noon)
    unguarded("UPDATE sample_notice SET text = 'Full price' WHERE id = %s", notice.id)

    with nothing_changes(), pytest.raises(r.VersionChanged):
        approvals.decide(review_id=review.id, judgement=approving(**GOOD), by=reader, at=noon)


def test_a_step_tells_that_it_passed_and_asks_for_the_record_it_stands_on(author, reader, visitor, noon):
    notice = Notice.write("New supplier")
    review = approvals.submit(READY, notice, by=author, at=noon)
    approvals.decide(review_id=review.id, judgement=approving(), by=reader, at=noon)
    notice.refresh_from_db()
    assert notice.outcome == "read"

    with nothing_changes(), pytest.raises(NothingOnFile):
        approvals.decide(review_id=review.id, judgement=approving("visit"), by=visitor, at=noon)
    Notice.objects.update(outcome="visited")
    review = approvals.decide(review_id=review.id, judgement=approving("visit"), by=visitor, at=noon)
    assert review.state == "approved"


def test_a_rejection_needs_no_record(author, reader, visitor, noon):
    review = approvals.submit(READY, Notice.write("New supplier"), by=author, at=noon)
    approvals.decide(review_id=review.id, judgement=approving(), by=reader, at=noon)
    no = Judgement(step="visit", verdict=Verdict.REJECT, note="Nobody at home")
    assert approvals.decide(review_id=review.id, judgement=no, by=visitor, at=noon).state == "rejected"
