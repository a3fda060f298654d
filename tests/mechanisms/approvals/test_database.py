"""What the database itself refuses, also to somebody who writes SQL at its prompt."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests.people import another_account
from tests.sample.models import Board, Notice
from tests.sample.policies import ONE, PAIR
from tests.vocabulary import nothing_changes
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import approvals, trail
from zhanggui.mechanisms.approvals import Judgement, Verdict
from zhanggui.mechanisms.approvals import refusals as r
from zhanggui.mechanisms.approvals.models import Decision, Review
from zhanggui.schema.violations import refusing

pytestmark = pytest.mark.django_db
YES = Judgement(step="read", verdict=Verdict.APPROVE, answers=ONE.all_ok("read"))


def sql(statement: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def review(author, noon) -> Review:
    return approvals.submit(ONE, Notice.write("Half price"), by=author, at=noon)


@pytest.fixture
def write_decision(review, noon) -> Callable[..., None]:
    """Write a decision as a program with a bug would: straight into the table."""

    def write(by, **change: object) -> None:
        row = {
            "review": review, "step": review.steps.get(), "verdict": "approve", "account_id": by.account_id,
            "person_id": by.person_id, "digest": review.digest, "decided_at": noon,
        }  # fmt: skip
        with refusing(), transaction.atomic():
            Decision.objects.create(**(row | change))

    return write


def test_an_authors_own_decision_is_refused_under_any_account(review, author, reader, write_decision, noon):
    second = another_account(author.person_id, Role.PRODUCT_REVIEWER)
    with nothing_changes():
        for by, change in ((author, {}), (second, {})):
            with pytest.raises(r.AuthorCannotApprove):
                write_decision(by, **change)
        with pytest.raises(r.NobodyBehindAccount):
            write_decision(second, person_id=reader.person_id)


def test_a_late_or_strange_decision_is_refused(reader, write_decision, noon):
    with nothing_changes():
        with pytest.raises(r.ReviewOverdue):
            write_decision(reader, decided_at=noon + timedelta(days=4))
        with pytest.raises(r.VersionChanged):
            write_decision(reader, digest="0" * 64)


def test_nobody_decides_twice_or_after_the_end(author, reader, write_decision, review, noon):
    write_decision(reader)
    with nothing_changes(), pytest.raises(r.AlreadyDecided):
        write_decision(reader)
    sql("UPDATE approvals_review SET state = 'withdrawn', closed_at = now() WHERE id = %s", review.id)
    with nothing_changes(), pytest.raises(r.ReviewClosed):
        write_decision(reader)


def test_a_review_is_not_declared_approved(review, reader, noon):
    for change in (
        "UPDATE approvals_review SET state = 'approved', closed_at = now() WHERE id = %s",
        "UPDATE approvals_review SET digest = repeat('0', 64) WHERE id = %s",
        "UPDATE approvals_review SET due_at = due_at + interval '1 year' WHERE id = %s",
        "DELETE FROM approvals_review WHERE id = %s",
        "UPDATE approvals_reviewstep SET approvers = 0 WHERE review_id = %s",
        "DELETE FROM approvals_reviewstep WHERE review_id = %s",
    ):
        with nothing_changes(), pytest.raises(DatabaseError):
            sql(change, review.id)
    approvals.decide(review_id=review.id, judgement=YES, by=reader, at=noon)
    for change in (
        "UPDATE approvals_review SET state = 'open', closed_at = NULL WHERE id = %s",
        "UPDATE approvals_reviewstep SET state = 'open', closed_at = NULL WHERE review_id = %s",
        "UPDATE approvals_decision SET verdict = 'reject' WHERE review_id = %s",
        "DELETE FROM approvals_decision WHERE review_id = %s",
    ):
        with nothing_changes(), pytest.raises(DatabaseError):
            sql(change, review.id)


def test_what_was_submitted_stays_and_only_the_approved_is_shown(review, reader, author, noon):
    board = Board.objects.create()
    show = "UPDATE sample_board SET shown_id = %s WHERE id = %s"
    change = "UPDATE sample_notice SET text = 'Full price' WHERE id = %s"
    with nothing_changes():
        with pytest.raises(r.NotApproved):
            _refused(show, review.subject_id, board.id)
        with pytest.raises(r.VersionFrozen):
            _refused(change, review.subject_id)
        with pytest.raises(r.VersionFrozen):
            _refused("DELETE FROM sample_notice WHERE id = %s", review.subject_id)
    approvals.decide(review_id=review.id, judgement=YES, by=reader, at=noon)
    sql(show, review.subject_id, board.id)
    with nothing_changes(), pytest.raises(r.VersionFrozen):
        _refused(change, review.subject_id)
    draft = Notice.write("Nothing yet")
    with nothing_changes(), pytest.raises(r.NotApproved):
        _refused(show, draft.id, board.id)
    with nothing_changes(), pytest.raises(r.NotApproved):
        _refused("INSERT INTO sample_board (id, shown_id) VALUES (%s, %s)", new_id(), draft.id)


def test_an_approval_forged_behind_the_triggers_is_not_enough_to_publish(author, reader, noon, unguarded):
    """Whoever can switch triggers off still has to invent people: approval is counted in decisions."""
    notice = Notice.write("Read twice")
    review = approvals.submit(PAIR, notice, by=author, at=noon)
    approvals.decide(
        review_id=review.id, judgement=Judgement(step="read", verdict=Verdict.APPROVE), by=reader, at=noon
    )
    unguarded("UPDATE approvals_review SET state = 'approved', closed_at = now() WHERE id = %s", review.id)

    assert not approvals.is_approved(notice.id, notice.digest)
    found = [one for one in trail.verify(noon) if one.kind == "unbacked"]
    assert [(one.table, one.key) for one in found] == [("approvals_review", str(review.id))]
    with pytest.raises(r.NotApproved):
        _refused("INSERT INTO sample_board (id, shown_id) VALUES (%s, %s)", new_id(), notice.id)


def _refused(statement: str, *values: object) -> None:
    with refusing():
        sql(statement, *values)


def test_a_decision_put_in_the_authors_name_is_found(review, author, reader, noon, unguarded):
    approvals.decide(review_id=review.id, judgement=YES, by=reader, at=noon)
    assert not [one for one in trail.verify(noon) if one.kind == "unbacked"]
    decision = Decision.objects.get()
    unguarded(
        "UPDATE approvals_decision SET person_id = %s, account_id = %s WHERE id = %s",
        author.person_id, author.account_id, decision.id,
    )  # fmt: skip
    found = {(one.table, one.key) for one in trail.verify(noon) if one.kind == "unbacked"}
    assert found == {("approvals_review", str(review.id)), ("approvals_decision", str(decision.id))}
