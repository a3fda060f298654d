"""Two people decide in the same moment: each counts once, and the review ends once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.people import somebody
from tests.sample.models import Notice
from tests.sample.policies import ONE, PAIR
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms import approvals, trail
from zhanggui.mechanisms.approvals import Judgement, Verdict
from zhanggui.mechanisms.approvals.models import Decision, Review

pytestmark = pytest.mark.django_db(transaction=True)


def together(*calls):
    """Do all of it at once, each on its own connection; what each gave or refused."""
    barrier = Barrier(len(calls))

    def one(call):
        try:
            barrier.wait()
            return call()
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


def deciding(review: Review, by: Actor, verdict: Verdict, noon, answers=()):
    judgement = Judgement(step="read", verdict=verdict, answers=dict(answers), note="Because")
    return lambda: approvals.decide(review_id=review.id, judgement=judgement, by=by, at=noon).state


@pytest.fixture
def readers() -> list[Actor]:
    return [somebody(f"Reader {n}", Role.PRODUCT_REVIEWER) for n in range(4)]


def test_two_approvers_make_one_approval(author, readers, noon):
    for n in range(5):
        notice = Notice.write(f"Read twice {n}")
        review = approvals.submit(PAIR, notice, by=author, at=noon)
        results = together(*(deciding(review, by, Verdict.APPROVE, noon) for by in readers))

        assert sorted(results) == ["approved", "open", "review-closed", "review-closed"]
        assert Decision.objects.filter(review=review).count() == 2
        assert approvals.is_approved(notice.id, notice.digest)
        assert sum(told.name == "approvals.decided" for told in trail.timeline(review)) == 2


def test_yes_no_and_never_mind_in_the_same_moment_have_one_outcome(author, readers, noon):
    for n in range(5):
        review = approvals.submit(ONE, Notice.write(f"Sale {n}"), by=author, at=noon)
        results = together(
            deciding(review, readers[0], Verdict.APPROVE, noon, ONE.all_ok("read")),
            deciding(review, readers[1], Verdict.REJECT, noon, ONE.all_ok("read")),
            lambda review=review: approvals.withdraw(review_id=review.id, by=author, at=noon).state,
        )

        assert results.count("review-closed") == 2
        review.refresh_from_db()
        assert review.state in results


def test_the_same_person_pressing_twice_decides_once(author, readers, noon):
    review = approvals.submit(PAIR, Notice.write("Read twice"), by=author, at=noon)
    results = together(*(deciding(review, readers[0], Verdict.APPROVE, noon) for _ in range(3)))
    assert sorted(results) == ["already-decided", "already-decided", "open"]


def test_one_version_submitted_twice_at_once_has_one_review(author, noon):
    notice = Notice.write("Sale")
    results = together(*(lambda: approvals.submit(ONE, notice, by=author, at=noon).state for _ in range(4)))
    assert sorted(results) == ["already-submitted"] * 3 + ["open"]
