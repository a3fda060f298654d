"""A violation is shown, heard, ruled by two people, appealed against, and carried out (B-3.4)."""

from datetime import date, timedelta

import pytest

from tests.domain.appraisal.conftest import DAY, approved, number_of, propose, record, ruling_of
from tests.mechanisms.documents.conftest import PDF
from tests.people import another_account, somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.appraisal.models import TakenMeasure
from zhanggui.domain.appraisal.objecting import Said
from zhanggui.domain.appraisal.operations.add_proof import add_proof
from zhanggui.domain.appraisal.operations.answer_hearing import answer_hearing
from zhanggui.domain.appraisal.operations.appeal import appeal
from zhanggui.domain.appraisal.operations.decide_objection import Answer, decide_objection
from zhanggui.domain.appraisal.operations.finish_violation import finish_violation
from zhanggui.domain.appraisal.operations.hear_supplier import hear_supplier
from zhanggui.domain.appraisal.operations.propose_ruling import RulingWish, propose_ruling
from zhanggui.domain.appraisal.operations.report_violation import Report, report_violation
from zhanggui.domain.appraisal.papers import MOST
from zhanggui.domain.appraisal.proving import Shown
from zhanggui.domain.appraisal.queries import public_register, violations_of
from zhanggui.domain.appraisal.refusals import (
    AlreadyAnswered,
    AuthorityMissing,
    DepositTooSmall,
    GoodsOfOthers,
    HearingOver,
    MeasuresUnfit,
    NotByWhoJudged,
    NotDecidedYet,
    PenaltyUnfit,
    ProofMissing,
    StillHearing,
    StillObjectable,
    TooLateToObject,
    TooManyPapers,
    WordsMissing,
)
from zhanggui.domain.appraisal.states import Gravity, MeasureKind, Source, Verdict, ViolationKind
from zhanggui.domain.catalog.models import StopSale
from zhanggui.domain.finance import accounts
from zhanggui.domain.finance.deposits import Movement
from zhanggui.domain.finance.models import Charge
from zhanggui.domain.finance.operations.take_deposit import take_deposit
from zhanggui.domain.partners.operations.suspend_partner import suspend_partner
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import cases, ledger
from zhanggui.mechanisms.approvals import Verdict as Decided
from zhanggui.mechanisms.approvals.refusals import AuthorCannotApprove
from zhanggui.mechanisms.documents.uploads import Upload

pytestmark = pytest.mark.django_db
AFTER = timedelta(days=19)
"""The ruling of the third day cannot be appealed against any more."""


def taken(violation):
    """Which measures were taken, and which not."""
    return {one.kind: one.taken_at is not None for one in TakenMeasure.objects.filter(violation=violation)}


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        pytest.param({"shown": Shown()}, ProofMissing, id="nothing shows it"),
        pytest.param({"facts": " "}, WordsMissing, id="no facts"),
        pytest.param({"goods": ["99999999"]}, GoodsOfOthers, id="goods of somebody else"),
    ],
)
def test_what_cannot_be_looked_into_is_not_reported(change, refusal, supplier, officer, noon):
    plain = {
        "supplier_id": supplier.id,
        "kind": ViolationKind.BREACH,
        "source": Source.CHECK,
        "gravity": Gravity.MINOR,
        "facts": "擅自更换包装",
        "shown": record(),
    }
    with nothing_changes(), pytest.raises(refusal):
        report_violation(report=Report(**{**plain, **change}), by=officer, at=noon)


def test_a_report_opens_a_case_with_clocks_and_papers_keep_their_digest(
    house, reported, officer, seller, noon
):
    violation = reported()
    case = violation.case
    assert (case.number, case.kind, case.severity) == (violation.number, "appraisal.violation", "major")
    assert case.resolve_by == noon + timedelta(days=15)
    paper = Shown(uploads=[Upload("检测报告.pdf", PDF)], note="委托检测")
    (proof,) = add_proof(violation_id=violation.id, shown=paper, by=officer, at=noon)
    assert proof.sha256 == proof.document.sha256
    assert violation.proofs.count() == 2
    assert not violations_of(seller).exists(), "the firm is told when it is heard"


def test_no_paper_is_left_out_in_silence(reported, officer, noon):
    violation = reported()
    papers = Shown(uploads=[Upload(f"{page}.pdf", PDF) for page in range(MOST + 1)])
    with nothing_changes(), pytest.raises(TooManyPapers):
        add_proof(violation_id=violation.id, shown=papers, by=officer, at=noon)


def test_the_case_does_not_end_before_the_ruling(reported, officer, noon):
    violation = reported()
    with nothing_changes(), pytest.raises(NotDecidedYet):
        cases.resolve(case_id=violation.case_id, solution=cases.Solution(finding="算了"), by=officer, at=noon)


def test_the_supplier_is_told_and_answers_once_and_in_time(reported, officer, seller, noon):
    violation = reported()
    said = Said(text="供货方换了釉料")
    with nothing_changes(), pytest.raises(NotFound):
        answer_hearing(violation_id=violation.id, said=said, by=seller, at=noon)
    hearing = hear_supplier(violation_id=violation.id, question="请说明", by=officer, at=noon)
    assert hearing.answer_by == noon + timedelta(days=5)
    assert list(violations_of(seller)) == [violation]
    violation.case.refresh_from_db()
    assert violation.case.responded_at == noon
    stranger = somebody("别家", Role.SUPPLIER)
    assert not violations_of(stranger).exists()
    for by, at, words, refusal in (
        (stranger, noon, said, NotFound),
        (officer, noon, said, NotAllowed),
        (seller, hearing.answer_by + timedelta(seconds=1), said, HearingOver),
        (seller, noon, Said(text=" "), WordsMissing),
    ):
        with nothing_changes(), pytest.raises(refusal):
            answer_hearing(violation_id=violation.id, said=words, by=by, at=at)
    answer_hearing(violation_id=violation.id, said=said, by=seller, at=noon + DAY)
    with nothing_changes(), pytest.raises(AlreadyAnswered):
        answer_hearing(violation_id=violation.id, said=said, by=seller, at=noon + DAY)


def test_nothing_is_ruled_while_the_supplier_may_answer(reported, officer, noon):
    violation = reported()
    with nothing_changes(), pytest.raises(WrongState):
        propose(violation, officer, noon)
    hear_supplier(violation_id=violation.id, question="请说明", by=officer, at=noon)
    with nothing_changes(), pytest.raises(StillHearing):
        propose(violation, officer, noon + 5 * DAY)
    assert propose(violation, officer, noon + 6 * DAY).number == 1, "silent, it is ruled by what there is"


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        pytest.param(ruling_of(basis=" "), WordsMissing, id="no rule is named"),
        pytest.param(ruling_of(reasons=""), WordsMissing, id="no reasons"),
        pytest.param(ruling_of(verdict=Verdict.NOT_PROVEN), MeasuresUnfit, id="measures without a finding"),
        pytest.param(ruling_of(MeasureKind.PENALTY), PenaltyUnfit, id="a penalty of nothing"),
        pytest.param(ruling_of(MeasureKind.WARNING, penalty_fen=100), PenaltyUnfit, id="money for a warning"),
        pytest.param(ruling_of(MeasureKind.REFERRAL), AuthorityMissing, id="told to nobody"),
        pytest.param(
            ruling_of(MeasureKind.PENALTY, penalty_fen=100, from_deposit=True),
            DepositTooSmall,
            id="more than the deposit holds",
        ),
    ],
)
def test_an_odd_ruling_is_refused(wish, refusal, heard, officer, noon):
    violation = heard()
    with nothing_changes(), pytest.raises(refusal):
        propose_ruling(violation_id=violation.id, wish=wish, by=officer, at=noon + 3 * DAY)


def test_who_proposed_a_ruling_does_not_approve_it(heard, officer, noon):
    violation = heard()
    proposed = propose(violation, officer, noon + 3 * DAY)
    same = another_account(officer.person_id, Role.EXECUTIVE)
    with nothing_changes(), pytest.raises(AuthorCannotApprove):
        approved("appraisal.ruling", proposed, by=same, at=noon + 3 * DAY)


def test_a_rejected_ruling_is_proposed_again(heard, officer, director, noon):
    violation = heard()
    proposed = propose(violation, officer, noon + 3 * DAY)
    approved("appraisal.ruling", proposed, by=director, at=noon + 3 * DAY, verdict=Decided.REJECT)
    violation.refresh_from_db()
    assert (violation.state, violation.ruling) == ("hearing", None)
    assert propose(violation, officer, noon + 4 * DAY).number == 2


def test_what_is_not_proven_is_dismissed_and_nobody_reads_of_it(heard, officer, director, noon):
    violation = heard()
    wish = RulingWish(verdict=Verdict.NOT_PROVEN, basis="抽检复检合格", reasons="复检合格")
    proposed = propose_ruling(violation_id=violation.id, wish=wish, by=officer, at=noon + 3 * DAY)
    approved("appraisal.ruling", proposed, by=director, at=noon + 3 * DAY)
    violation.refresh_from_db()
    assert violation.state == "dismissed"
    assert not public_register(noon + 4 * DAY).exists()
    assert violation.case.__class__.objects.get(pk=violation.case_id).state == "resolved"


def test_goods_go_off_sale_at_once_and_the_ruling_is_public(ruled, supplier, seller, noon):
    violation = ruled(MeasureKind.WARNING, MeasureKind.GOODS_OFF)
    stop = StopSale.objects.get(lifted_at=None)
    assert (stop.cause, stop.goods.supplier) == ("violation", supplier)
    assert taken(violation) == {"warning": True, "goods_off_sale": True}
    assert list(public_register(noon + 4 * DAY)) == [violation]
    assert violation.public_at == violation.decided_at
    assert violation.appeal_until == noon + 18 * DAY


def test_a_penalty_waits_for_the_time_of_appeal_and_for_finance(ruled, supplier, accountant, director, noon):
    deposit = Movement(supplier_id=supplier.id, amount_fen=500_000, bank_reference="BZJ1")
    take_deposit(paid=deposit, by=accountant, at=noon)
    violation = ruled(MeasureKind.PENALTY, penalty_fen=200_000, from_deposit=True)
    assert taken(violation) == {"penalty": False}
    assert not Charge.objects.exists()
    with nothing_changes(), pytest.raises(StillObjectable):
        finish_violation(violation_id=violation.id, by=SYSTEM, at=violation.appeal_until)
    finish_violation(violation_id=violation.id, by=SYSTEM, at=noon + AFTER)
    charge = Charge.objects.get()
    assert (charge.kind, charge.amount_fen, charge.evidence) == ("penalty", 200_000, violation.number)
    assert TakenMeasure.objects.get().charge == charge
    approved("finance.charge", charge, by=director, at=noon + AFTER)
    assert ledger.balance(accounts.deposit(supplier.id)).amount == 300_000
    with nothing_changes(), pytest.raises(WrongState):
        finish_violation(violation_id=violation.id, by=SYSTEM, at=noon + AFTER)


def test_who_is_to_go_is_stopped_at_once_and_leaves_when_nobody_can_appeal(ruled, supplier, noon):
    violation = ruled(MeasureKind.END)
    supplier.refresh_from_db()
    assert (supplier.state, taken(violation)) == (
        "suspended",
        {"cooperation_ended": False, "supplier_suspended": True},
    )
    finish_violation(violation_id=violation.id, by=SYSTEM, at=noon + AFTER)
    supplier.refresh_from_db()
    assert supplier.state == "left"
    assert taken(violation) == {"cooperation_ended": True, "supplier_suspended": True}


def test_an_appeal_that_is_right_takes_everything_back(ruled, supplier, seller, noon):
    violation = ruled(MeasureKind.GOODS_OFF, MeasureKind.PENALTY, MeasureKind.END, penalty_fen=100)
    late = violation.appeal_until + timedelta(seconds=1)
    with nothing_changes(), pytest.raises(TooLateToObject):
        appeal(violation_id=violation.id, said=Said(text="不服"), by=seller, at=late)
    objection = appeal(
        violation_id=violation.id, said=Said(text="报告取样有误"), by=seller, at=noon + 4 * DAY
    )
    with nothing_changes(), pytest.raises(WrongState):
        finish_violation(violation_id=violation.id, by=SYSTEM, at=noon + AFTER)
    other = somebody("复核", Role.COMPLIANCE_OFFICER)
    answer = Answer(words="取样确有误", right=True)
    decide_objection(objection_id=objection.id, answer=answer, by=other, at=noon + 5 * DAY)
    violation.refresh_from_db()
    supplier.refresh_from_db()
    assert (violation.state, violation.public_at) == ("lifted", None)
    assert not StopSale.objects.filter(lifted_at=None).exists()
    assert supplier.state in ("active", "suspended")
    assert not Charge.objects.exists()
    assert not public_register(noon + 6 * DAY).exists()
    assert not TakenMeasure.objects.filter(taken_back_at=None).exists()


def test_an_appeal_lets_nobody_trade_who_was_stopped_before_the_ruling(
    ruled, heard, supplier, seller, director, noon
):
    waiting = heard()
    suspend_partner(
        organisation_id=supplier.organisation_id, reason="资质过期", by=director, at=noon + 2 * DAY
    )
    violation = ruled(MeasureKind.SUSPENSION, violation=waiting)
    measure = TakenMeasure.objects.get(violation=violation)
    assert measure.was_so_at == measure.taken_at == noon + 3 * DAY
    objection = appeal(violation_id=violation.id, said=Said(text="不服"), by=seller, at=noon + 4 * DAY)
    other = somebody("复核", Role.COMPLIANCE_OFFICER)
    answer = Answer(words="确有误", right=True)
    decide_objection(objection_id=objection.id, answer=answer, by=other, at=noon + 5 * DAY)
    supplier.refresh_from_db()
    measure.refresh_from_db()
    assert (supplier.state, measure.note) == ("suspended", ""), "nobody even tried"
    assert measure.taken_back_at == noon + 5 * DAY


@pytest.mark.parametrize("part", ["officer", "director"])
def test_an_appeal_is_decided_by_somebody_else(part, ruled, seller, noon, request):
    violation = ruled()
    objection = appeal(violation_id=violation.id, said=Said(text="不服"), by=seller, at=noon + 4 * DAY)
    person = request.getfixturevalue(part).person_id
    same = another_account(person, Role.COMPLIANCE_OFFICER)
    answer = Answer(words="维持", right=False)
    with nothing_changes(), pytest.raises(NotByWhoJudged):
        decide_objection(objection_id=objection.id, answer=answer, by=same, at=noon + 5 * DAY)


def test_a_final_ruling_stays_public_for_a_year_and_longer_while_goods_are_off(ruled, noon):
    violation = ruled(MeasureKind.GOODS_OFF)
    finish_violation(violation_id=violation.id, by=SYSTEM, at=noon + AFTER)
    year = timedelta(days=366)
    assert list(public_register(noon + AFTER + year)) == [violation]
    StopSale.objects.update(lifted_at=noon + AFTER, lifted_by=SYSTEM.account_id)
    assert list(public_register(noon + AFTER)) == [violation]
    assert not public_register(noon + AFTER + year).exists()


def test_affected_orders_need_a_finding(heard, officer, noon, thing):
    violation = heard()
    wish = ruling_of(MeasureKind.WARNING, affected_since=date(2026, 11, 1))
    proposed = propose_ruling(violation_id=violation.id, wish=wish, by=officer, at=noon + 3 * DAY)
    assert proposed.affected_since == date(2026, 11, 1)
    assert violation.concerned.get().goods.number == number_of(thing)
