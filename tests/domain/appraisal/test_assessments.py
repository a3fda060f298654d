"""A supplier's quarter is scored by what was recorded, judged by two people, shown, then frozen (B-3.3)."""

from dataclasses import asdict, replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.domain.appraisal.conftest import BAD, DAY, GOOD, MIDDLING, QUARTER, approved
from tests.people import another_account, somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.appraisal import rules
from zhanggui.domain.appraisal.measure import measure_of
from zhanggui.domain.appraisal.models import Assessment, Objection, Outcome
from zhanggui.domain.appraisal.objecting import Said
from zhanggui.domain.appraisal.operations.decide_objection import Answer, decide_objection
from zhanggui.domain.appraisal.operations.freeze_assessment import freeze_assessment
from zhanggui.domain.appraisal.operations.judge_assessment import Wish, judge_assessment
from zhanggui.domain.appraisal.operations.object_to_assessment import object_to_assessment
from zhanggui.domain.appraisal.operations.open_assessment import open_assessment
from zhanggui.domain.appraisal.queries import assessments_of, is_excellent, points_over_time
from zhanggui.domain.appraisal.refusals import (
    ActionUnfit,
    AdjustedTooMuch,
    AlreadyObjected,
    NotByWhoJudged,
    QuarterNotOver,
    StillObjectable,
    TooLateToObject,
    WordsMissing,
)
from zhanggui.domain.appraisal.rules import Counted, Period
from zhanggui.domain.appraisal.states import Action, AssessmentState, Grade
from zhanggui.domain.finance.models import Terms
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms.approvals import Verdict
from zhanggui.mechanisms.approvals.refusals import AuthorCannotApprove
from zhanggui.mechanisms.cases.models import Case

pytestmark = pytest.mark.django_db
LATER = timedelta(days=30)
MEASURE = measure_of(QUARTER)


@pytest.mark.parametrize(
    ("counted", "points"),
    [
        pytest.param(GOOD, [100, 96, 100, 100], id="sold much, rated 4.8, nothing sent back, all answered"),
        pytest.param(
            MIDDLING, [45, 76, 100, 85], id="sold some, rated 3.8, 4 percent sent back, one warning"
        ),
        pytest.param(BAD, [5, 30, 0, 50], id="rated 2 and two right complaints of a hundred pieces"),
        pytest.param(
            Counted(), [0, None, None, 100], id="nothing happened: only what is zero or clean counts"
        ),
        pytest.param(Counted(questions=4, answered_in_time=1), [0, None, 25, 100], id="answers alone"),
        pytest.param(
            Counted(pieces=100, returned=15), [0, None, 0, 100], id="fifteen of a hundred came back"
        ),
        pytest.param(Counted(pieces=100, returned=10), [0, None, 50, 100], id="a hundred permille came back"),
        pytest.param(
            Counted(papers_expired=1, spot_checks=2, spot_checks_failed=1, recalls=1),
            [0, None, None, 55],
            id="a paper ran out, a test failed, a lot was recalled",
        ),
    ],
)
def test_four_indicators_are_scored_from_what_was_counted(counted, points):
    assert [one.points for one in rules.score(counted, MEASURE)] == points


@pytest.mark.parametrize(
    ("points", "grade"),
    [
        pytest.param(100, Grade.EXCELLENT, id="all"),
        pytest.param(85, Grade.EXCELLENT, id="just excellent"),
        pytest.param(84, Grade.QUALIFIED, id="one short of it"),
        pytest.param(60, Grade.QUALIFIED, id="just qualified"),
        pytest.param(59, Grade.UNQUALIFIED, id="one short of that"),
    ],
)
def test_points_come_to_a_grade(points, grade):
    assert rules.grade(points, MEASURE) == grade


def test_a_quarter_is_opened_once_and_only_when_it_is_over(assessed, supplier, noon):
    first = assessed(GOOD)
    assert (first.points, first.grade, first.state) == (99, "excellent", "opened")
    assert first.figures == asdict(GOOD)
    stranger = somebody("谁", Role.FINANCE)
    with nothing_changes():
        assert assessed(BAD).id == first.id
        with pytest.raises(QuarterNotOver):
            assessed(GOOD, period=Period.of_quarter(date(2026, 10, 1)))
        with pytest.raises(NotAllowed):
            open_assessment(supplier_id=supplier.id, period=QUARTER, counted=GOOD, by=stranger, at=noon)


def test_it_is_due_fifteen_working_days_after_the_quarter(assessed):
    # Holidays of the first week of October are no working days, and some weekends are worked instead.
    due = assessed().due_at
    assert date(2026, 10, 20) < due.date() < date(2026, 11, 1)


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        pytest.param(
            Wish(action=Action.END, words="再见"), ActionUnfit, id="an excellent one shown the door"
        ),
        pytest.param(Wish(action=Action.GO_ON, words=" "), WordsMissing, id="no word to the supplier"),
        pytest.param(
            Wish(action=Action.GO_ON, words="好", adjusted=-15),
            WordsMissing,
            id="points taken without a reason",
        ),
        pytest.param(
            Wish(action=Action.GO_ON, words="好", adjusted=-21, adjusted_why="不喜欢"),
            AdjustedTooMuch,
            id="too many points taken",
        ),
    ],
)
def test_what_does_not_follow_is_refused(wish, refusal, assessed, manager, noon):
    assessment = assessed(GOOD)
    with nothing_changes(), pytest.raises(refusal):
        judge_assessment(assessment_id=assessment.id, wish=wish, by=manager, at=noon)


def test_an_unqualified_supplier_never_just_goes_on(assessed, manager, noon):
    assessment = assessed(BAD)
    assert assessment.grade == "unqualified"
    wish = Wish(action=Action.GO_ON, words="算了")
    with nothing_changes(), pytest.raises(ActionUnfit):
        judge_assessment(assessment_id=assessment.id, wish=wish, by=manager, at=noon)


def test_points_taken_by_hand_change_the_grade_and_keep_their_reason(assessed, manager, director, noon):
    assessment = assessed(GOOD)
    wish = Wish(action=Action.GO_ON, words="继续合作", adjusted=-20, adjusted_why="节目中临时缺席两次")
    judgement = judge_assessment(assessment_id=assessment.id, wish=wish, by=manager, at=noon)
    assert (judgement.points, judgement.grade, judgement.adjusted_why) == (
        79,
        "qualified",
        "节目中临时缺席两次",
    )
    with pytest.raises(AuthorCannotApprove):
        approved(
            "appraisal.judgement",
            judgement,
            by=another_account(manager.person_id, Role.EXECUTIVE),
            at=noon,
        )
    approved("appraisal.judgement", judgement, by=director, at=noon)
    assessment.refresh_from_db()
    assert assessment.state == AssessmentState.SHOWN
    assert assessment.points == 99, "what was counted stays as it was counted"


def test_a_rejected_judgement_leaves_the_quarter_to_be_judged_again(assessed, manager, director, noon):
    assessment = assessed(GOOD)
    wish = Wish(action=Action.SUPPORT, words="嘉奖")
    judgement = judge_assessment(assessment_id=assessment.id, wish=wish, by=manager, at=noon)
    approved("appraisal.judgement", judgement, by=director, at=noon, verdict=Verdict.REJECT)
    assessment.refresh_from_db()
    assert (assessment.state, assessment.judgement) == ("opened", None)
    again = judge_assessment(assessment_id=assessment.id, wish=wish, by=manager, at=noon)
    assert again.number == 2


def test_the_supplier_sees_it_once_shown_and_nobody_else_does(shown, assessed, seller, noon):
    stranger = somebody("别家", Role.SUPPLIER)
    assessment = assessed(GOOD)
    assert not assessments_of(seller).exists(), "before anybody judged it"
    assessment = shown(GOOD)
    assert list(assessments_of(seller)) == [assessment]
    assert not assessments_of(stranger).exists()
    messages = Account.objects.get(pk=seller.account_id).messages.values_list("kind", flat=True)
    assert list(messages) == ["appraisal.shown"]


def test_only_its_own_supplier_objects_in_time_and_once(shown, seller, noon):
    assessment = shown(GOOD)
    said = Said(text="退货数有误")
    stranger = somebody("别家", Role.SUPPLIER)
    late = assessment.objections_until + timedelta(seconds=1)
    with nothing_changes():
        for by, at, refusal in ((stranger, noon, NotFound), (seller, late, TooLateToObject)):
            with pytest.raises(refusal):
                object_to_assessment(assessment_id=assessment.id, said=said, by=by, at=at)
        with pytest.raises(WordsMissing):
            object_to_assessment(assessment_id=assessment.id, said=Said(text=" "), by=seller, at=noon)
    objection = object_to_assessment(assessment_id=assessment.id, said=said, by=seller, at=noon)
    case = Case.objects.get(subject_id=objection.id)
    assert (case.kind, case.state, case.resolve_by) == (
        "appraisal.objection",
        "open",
        noon + timedelta(days=10),
    )
    with nothing_changes(), pytest.raises(WrongState):
        freeze_assessment(assessment_id=assessment.id, by=SYSTEM, at=noon + LATER)


def test_an_objection_that_is_not_right_leaves_it_and_is_not_raised_again(shown, seller, officer, noon):
    assessment = shown(GOOD)
    objection = object_to_assessment(
        assessment_id=assessment.id, said=Said(text="不服"), by=seller, at=noon + DAY
    )
    answer = Answer(words="明细已复核无误", right=False)
    decide_objection(objection_id=objection.id, answer=answer, by=officer, at=noon + 2 * DAY)
    assessment.refresh_from_db()
    assert assessment.state == AssessmentState.SHOWN
    assert Case.objects.get(subject_id=objection.id).state == "closed"
    with nothing_changes(), transaction.atomic(), pytest.raises(AlreadyObjected):
        object_to_assessment(
            assessment_id=assessment.id, said=Said(text="还是不服"), by=seller, at=noon + DAY
        )


def test_an_objection_that_is_right_has_it_judged_again(shown, seller, officer, manager, director, noon):
    assessment = shown(MIDDLING)
    objection = object_to_assessment(assessment_id=assessment.id, said=Said(text="多计"), by=seller, at=noon)
    decide_objection(
        objection_id=objection.id, answer=Answer(words="属实", right=True), by=officer, at=noon + DAY
    )
    assessment.refresh_from_db()
    assert assessment.state == AssessmentState.OPENED
    assert assessment.judgement is not None, "what was shown stays to be seen until the next is approved"
    wish = Wish(action=Action.GO_ON, words="已更正")
    judgement = judge_assessment(assessment_id=assessment.id, wish=wish, by=manager, at=noon + 2 * DAY)
    approved("appraisal.judgement", judgement, by=director, at=noon + 2 * DAY)
    object_to_assessment(assessment_id=assessment.id, said=Said(text="仍有误"), by=seller, at=noon + 3 * DAY)
    assert Objection.objects.filter(assessment=assessment).count() == 2


@pytest.mark.parametrize("part", ["manager", "director"])
def test_who_judged_or_approved_does_not_decide_the_objection(part, shown, seller, noon, request):
    assessment = shown(GOOD)
    objection = object_to_assessment(assessment_id=assessment.id, said=Said(text="不服"), by=seller, at=noon)
    person = request.getfixturevalue(part).person_id
    same = another_account(person, Role.COMPLIANCE_OFFICER)
    with nothing_changes(), pytest.raises(NotByWhoJudged):
        decide_objection(
            objection_id=objection.id, answer=Answer(words="驳回", right=False), by=same, at=noon
        )


def test_nothing_is_frozen_while_the_supplier_may_object(shown, noon):
    assessment = shown(GOOD)
    with nothing_changes(), pytest.raises(StillObjectable):
        freeze_assessment(assessment_id=assessment.id, by=SYSTEM, at=assessment.objections_until)


def test_an_excellent_supplier_is_proposed_a_lower_commission(shown, supplier, noon):
    assessment = shown(GOOD, Action.SUPPORT)
    freeze_assessment(assessment_id=assessment.id, by=SYSTEM, at=noon + LATER)
    outcome = Outcome.objects.get(assessment=assessment)
    assert outcome.terms == Terms.objects.get(supplier=supplier)
    assert is_excellent(supplier.id, noon + LATER)
    assert not is_excellent(supplier.id, noon + timedelta(days=150))
    assert points_over_time(supplier.id) == [("2026 Q3", 99)]


def test_an_unqualified_supplier_gets_a_plan_with_its_day(shown, supplier, noon):
    assessment = shown(BAD, Action.IMPROVE)
    freeze_assessment(assessment_id=assessment.id, by=SYSTEM, at=noon + LATER)
    case = Outcome.objects.get(assessment=assessment).case
    assert case is not None
    assert (case.kind, case.resolve_by) == ("appraisal.improvement", noon + LATER + timedelta(days=30))


def test_or_the_cooperation_ends(shown, supplier, noon):
    assessment = shown(BAD, Action.END)
    supplier.refresh_from_db()
    assert supplier.state == "active", "not before the time to object is over"
    freeze_assessment(assessment_id=assessment.id, by=SYSTEM, at=noon + LATER)
    supplier.refresh_from_db()
    assert (supplier.state, supplier.trades_until) == ("left", None)


def test_frozen_it_never_changes_again(shown, noon):
    assessment = freeze_assessment(assessment_id=shown(GOOD).id, by=SYSTEM, at=noon + LATER)
    with nothing_changes(), pytest.raises(WrongState):
        freeze_assessment(assessment_id=assessment.id, by=SYSTEM, at=noon + 2 * LATER)
    with pytest.raises(DatabaseError, match="what is written there stays"):
        Assessment.objects.filter(pk=assessment.pk).update(points=1)


def test_a_past_quarter_scored_again_gives_what_is_stored(assessed):
    assessment = assessed(MIDDLING)
    again = rules.score(Counted(**assessment.figures), measure_of(assessment.period))
    assert [asdict(one) for one in again] == assessment.scores
    assert rules.total(again) == assessment.points
    worse = rules.score(replace(MIDDLING, major=1), measure_of(assessment.period))
    assert rules.total(worse) < assessment.points
