"""Duties of the law have their proof; policies bind when somebody else approved them and all were told."""

from datetime import timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from tests.domain.compliance.conftest import DAY, announced, decided, drafted, in_force, terms
from tests.people import somebody
from tests.vocabulary import behind_the_back, nothing_changes
from zhanggui.domain.compliance import queries, seed
from zhanggui.domain.compliance.models import Acknowledgement, Instrument, Obligation, Release
from zhanggui.domain.compliance.operations.acknowledge_policy import acknowledge_policy
from zhanggui.domain.compliance.operations.adopt_register import adopt_register
from zhanggui.domain.compliance.operations.open_comments import open_comments
from zhanggui.domain.compliance.operations.record_comment import record_comment
from zhanggui.domain.compliance.operations.register_obligation import Demand, register_obligation
from zhanggui.domain.compliance.operations.retire_obligation import retire_obligation
from zhanggui.domain.compliance.operations.revise_policy import revise_policy
from zhanggui.domain.compliance.operations.submit_policy import submit_policy
from zhanggui.domain.compliance.operations.withdraw_policy import withdraw_policy
from zhanggui.domain.compliance.refusals import (
    BadCode,
    CodeTaken,
    CommentsClosed,
    CommentsFirst,
    NothingSaid,
    NothingToAdopt,
    NoticeTooShort,
    NotInForce,
    NotYourPolicy,
    PolicyVersionOpen,
    RetiredAlready,
    UnknownBasis,
    UnknownControl,
)
from zhanggui.domain.compliance.states import POLICY, Area, Audience, Impact, PolicyState
from zhanggui.identity.roles import Role
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.norms import all_numbers
from zhanggui.kernel.refusal import NotAllowed
from zhanggui.mechanisms.approvals.refusals import AuthorCannotApprove
from zhanggui.mechanisms.controls import all_controls

pytestmark = pytest.mark.django_db


def test_every_duty_of_the_seed_names_controls_and_values_that_exist():
    known, keys = {one.code for one in all_controls()}, {one.key for one in all_numbers()}
    for duty in seed.obligations():
        assert duty["controls"], duty["code"]
        assert set(duty["controls"]) <= known, duty["code"]
        assert set(duty.get("norms", ())) <= keys, duty["code"]
    assert 20 <= len(seed.obligations()) <= 40
    assert {one["by"] for one in seed.obligations()} <= {one["code"] for one in seed.instruments()}


def test_the_register_is_adopted_once_and_a_repealed_text_shows_its_successor(adopted, noon):
    assert Obligation.objects.active().count() == len(seed.obligations())
    assert Instrument.objects.get(code="contract-law").successor.code == "civil-code"
    with nothing_changes(), pytest.raises(NothingToAdopt):
        adopt_register(by=adopted, at=noon)


@pytest.mark.parametrize(
    ("text", "change", "refusal"),
    [
        pytest.param("contract-law", {}, NotInForce, id="a repealed text"),
        pytest.param("civil-code", {"code": "A b"}, BadCode, id="no code"),
        pytest.param("civil-code", {"code": "consumer-25"}, CodeTaken, id="a code twice"),
        pytest.param("civil-code", {"controls": ("sales.nowhere",)}, UnknownControl, id="an unknown control"),
        pytest.param("civil-code", {"norms": ("no.number",)}, UnknownControl, id="an unknown value"),
    ],
)
def test_a_duty_that_cannot_be_registered_leaves_no_trace(adopted, noon, text, change, refusal):
    told = {"code": "new-1", "article": "第1条", "demand": "…", "area": Area.PRICE, "owner": Role.FINANCE}
    instrument = Instrument.objects.get(code=text)
    with nothing_changes(), pytest.raises(refusal):
        register_obligation(
            instrument_id=instrument.pk, demand=Demand(**{**told, **change}), by=adopted, at=noon
        )


def test_a_duty_is_registered_and_retired_once(adopted, noon):
    demand = Demand(code="new-1", article="第577条", demand="违约赔偿", area=Area.MONEY, owner=Role.FINANCE)
    civil = Instrument.objects.get(code="civil-code")
    duty = register_obligation(instrument_id=civil.pk, demand=demand, by=adopted, at=noon)
    assert queries.standing_of(Obligation.objects.with_results().get(pk=duty.pk)) == "uncovered"
    retire_obligation(obligation_id=duty.pk, reason="并入他条", by=adopted, at=noon)
    with nothing_changes(), pytest.raises(RetiredAlready):
        retire_obligation(obligation_id=duty.pk, reason="再来", by=adopted, at=noon)


def test_a_policy_holds_when_somebody_else_approved_it(adopted, head, noon):
    version = drafted(adopted, noon)
    submit_policy(version_id=version.pk, by=adopted, at=noon)
    with nothing_changes(), pytest.raises(AuthorCannotApprove):
        decided(version, adopted, noon)
    decided(version, head, noon)
    assert [one.version_id for one in queries.in_force(noon)] == [version.pk]
    version.refresh_from_db()
    assert version.state == PolicyState.PUBLISHED


def test_a_policy_serves_duties_that_are_in_the_register(adopted, head, noon):
    version = drafted(adopted, noon)
    in_force(version, head, noon)
    for basis in ([], ["no-such-duty"]):
        with nothing_changes(), pytest.raises(UnknownBasis):
            revise_policy(policy_id=version.policy_id, terms=terms(noon, basis=basis), by=adopted, at=noon)
    revise_policy(policy_id=version.policy_id, terms=terms(noon + DAY), by=adopted, at=noon)
    with nothing_changes(), pytest.raises(PolicyVersionOpen):
        revise_policy(policy_id=version.policy_id, terms=terms(noon + DAY), by=adopted, at=noon)


def test_the_public_is_asked_before_a_rule_is_reviewed(adopted, noon):
    version = drafted(adopted, noon, Audience.PUBLIC, effective=20)
    with nothing_changes(), pytest.raises(CommentsFirst):
        submit_policy(version_id=version.pk, by=adopted, at=noon)
    open_comments(version_id=version.pk, by=adopted, at=noon)
    record_comment(version_id=version.pk, who="会员", text="请写明寄回的运费", by=adopted, at=noon)
    with nothing_changes(), pytest.raises(NothingSaid):
        record_comment(version_id=version.pk, who="会员", text=" 好 ", by=adopted, at=noon)
    with nothing_changes(), pytest.raises(CommentsFirst):
        submit_policy(version_id=version.pk, by=adopted, at=noon + 7 * DAY)
    with nothing_changes(), pytest.raises(CommentsClosed):
        record_comment(
            version_id=version.pk, who="会员", text="请写明寄回的运费", by=adopted, at=noon + 8 * DAY
        )
    submit_policy(version_id=version.pk, by=adopted, at=noon + 8 * DAY)


@pytest.mark.parametrize(
    ("impact", "notice", "is_enough"),
    [
        pytest.param(Impact.ORDINARY, 7, False, id="seven days, the first of them not whole"),
        pytest.param(Impact.ORDINARY, 8, True, id="seven whole days"),
        pytest.param(Impact.MAJOR, 15, False, id="fifteen days, the first of them not whole"),
        pytest.param(Impact.MAJOR, 16, True, id="fifteen whole days"),
    ],
)
def test_a_rule_is_announced_whole_days_before_it_holds(adopted, head, noon, impact, notice, is_enough):
    if not is_enough:
        with pytest.raises(NoticeTooShort):
            announced(adopted, head, noon, notice=notice, impact=impact)
        assert not Release.objects.exists()
        return
    version = announced(adopted, head, noon, notice=notice, impact=impact)
    published = noon + 8 * DAY
    (rule,) = queries.public_rules(published)
    assert (rule.in_force, [one.version_id for one in rule.coming]) == (None, [version.pk])
    (rule,) = queries.public_rules(published + notice * DAY)
    assert rule.in_force.version_id == version.pk


def test_the_database_itself_keeps_the_days_of_notice(adopted, head, noon):
    version = announced(adopted, head, noon, notice=8, impact=Impact.ORDINARY)
    with behind_the_back() as change:
        change("ALTER TABLE compliance_release DISABLE TRIGGER USER")
        with pytest.raises(IntegrityError), transaction.atomic():
            change("UPDATE compliance_release SET effective_on = published_on + 7")
        change("ALTER TABLE compliance_release ENABLE TRIGGER USER")
    assert Release.objects.get().version_id == version.pk


def test_who_a_policy_concerns_reads_it_once(adopted, head, noon):
    version = drafted(adopted, noon)
    in_force(version, head, noon)
    agent, keeper = somebody("坐席", Role.CS_AGENT), somebody("仓管", Role.WAREHOUSE_KEEPER)
    for _ in range(2):
        acknowledge_policy(version_id=version.pk, by=agent, at=noon)
    assert Acknowledgement.objects.get().account_id == agent.account_id
    with nothing_changes(), pytest.raises(NotYourPolicy):
        acknowledge_policy(version_id=version.pk, by=keeper, at=noon)


def test_only_those_of_the_post_write_policies_and_keep_the_register(adopted, noon):
    version, stranger = drafted(adopted, noon), somebody("仓管", Role.WAREHOUSE_KEEPER)
    with nothing_changes():
        for verb in (submit_policy, withdraw_policy, open_comments):
            with pytest.raises(NotAllowed):
                verb(version_id=version.pk, by=stranger, at=noon)
        with pytest.raises(NotAllowed):
            adopt_register(by=stranger, at=noon)


@pytest.mark.parametrize(("state", "verb"), list(product(PolicyState, POLICY.verbs())))
def test_what_the_table_does_not_allow_is_refused(state, verb):
    if POLICY.allows(state, verb):
        assert POLICY.after(state, verb) in PolicyState
    else:
        with pytest.raises(WrongState):
            POLICY.after(state, verb)


def test_a_version_withdrawn_in_review_is_decided_by_nobody(adopted, head, noon):
    version = drafted(adopted, noon)
    submit_policy(version_id=version.pk, by=adopted, at=noon)
    withdraw_policy(version_id=version.pk, by=adopted, at=noon + timedelta(hours=1))
    version.refresh_from_db()
    assert version.state == PolicyState.WITHDRAWN
    assert not queries.in_force(noon).exists()
