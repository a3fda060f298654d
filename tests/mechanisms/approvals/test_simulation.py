"""Many people press buttons in any order: whatever they do, approval means enough other people, in order."""

import random

import pytest

from tests.people import another_account, somebody
from tests.sample.models import Notice
from tests.sample.policies import ONE, PAIR, SAME, THREE
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.approvals import ApprovalPolicy, Judgement, Verdict
from zhanggui.mechanisms.approvals.models import Review

pytestmark = pytest.mark.django_db

POSTS = (Role.PRODUCT_REVIEWER, Role.SUPPLIER_MANAGER, Role.EXECUTIVE)


def cast(chance: random.Random) -> list:
    """Five people with some of the posts, some of them with two accounts."""
    people = [somebody(f"P{n}", *chance.sample(POSTS, chance.randint(1, 3))) for n in range(5)]
    return people + [another_account(one.person_id, *POSTS) for one in people[:3]]


def press(review: Review, policy: ApprovalPolicy, people: list, chance: random.Random, at) -> None:
    step = chance.choice(policy.steps).code
    verdict = Verdict.REJECT if chance.random() < 0.08 else Verdict.APPROVE
    judgement = Judgement(step=step, verdict=verdict, answers=policy.all_ok(step), note="Why not")
    try:
        approvals.decide(review_id=review.id, judgement=judgement, by=chance.choice(people), at=at)
    except Refusal:
        return


def holds(review: Review, policy: ApprovalPolicy) -> None:
    decisions = list(review.decisions.select_related("step"))
    people = [decision.person_id for decision in decisions]
    outsiders = {review.author_person_id, review.submitter_person_id}
    assert not outsiders & set(people)
    if not policy.several_steps_per_person:
        assert len(set(people)) == len(people)
    for step in policy.steps:
        yes = {d.person_id for d in decisions if d.step.code == step.code and d.verdict == "approve"}
        assert len(yes) <= step.approvers
        if review.state == "approved":
            assert len(yes) == step.approvers
    reached = [step.position for step in review.steps.all() if step.opened_at is not None]
    assert reached == list(range(len(reached)))
    assert approvals.is_approved(review.subject_id, review.digest) == (review.state == "approved")


@pytest.mark.parametrize("seed", range(12), ids=lambda seed: f"seed {seed}")
def test_whatever_they_press(noon, seed: int):
    chance = random.Random(seed)
    people = cast(chance)
    for policy in (ONE, PAIR, SAME, THREE):
        author, submitter = chance.sample(people, 2)
        account = Account.objects.get(pk=author.account_id)
        review = approvals.submit(policy, Notice.write("Any"), by=submitter, at=noon, author=account)
        for _ in range(25):
            press(review, policy, people, chance, noon)
        review.refresh_from_db()
        holds(review, policy)
