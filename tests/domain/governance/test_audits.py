"""An audit goes from an approved plan by a reproducible sample to a frozen report that is answered."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.db import connection

from tests.domain.governance import audits
from tests.domain.governance.conftest import DAY, met
from tests.people import LONG_AGO, another_account, somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.governance import rules, sampling
from zhanggui.domain.governance.models import Report
from zhanggui.domain.governance.operations.finish_measure import finish_measure
from zhanggui.domain.governance.operations.open_audit import open_audit
from zhanggui.domain.governance.operations.read_report import read_report
from zhanggui.domain.governance.operations.reply_to_report import reply_to_report
from zhanggui.domain.governance.operations.report_event import Happening, report_event
from zhanggui.domain.governance.operations.verify_measure import verify_measure
from zhanggui.domain.governance.queries import reports_for
from zhanggui.domain.governance.refusals import (
    ActionAgreed,
    FindingNotShown,
    NoPlanInForce,
    NotACriterion,
    NotPlanned,
    PlanWithoutAudits,
    SampleSize,
)
from zhanggui.domain.governance.states import AuditState, Gravity, MandateKind, Population
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.access.operations.grant_role import grant_role
from zhanggui.mechanisms.access.refusals import AuditorsIndependent

pytestmark = pytest.mark.django_db


def test_an_audit_goes_from_plan_to_reply(people, noon):
    audit = audits.begun(people, noon)
    sample = audits.sampled(audit, people, noon)
    shown = audits.found(audit, people, noon, sample_id=sample.pk, records=sample.drawn[:1])
    audits.found(audit, people, noon, paper_id=audits.papered(audit, people, noon).pk, repeats_id=shown.pk)
    audits.put_right(audits.agreed(shown, people, noon), people, noon + DAY)
    report = audits.reported(audit, people, noon + DAY)

    assert approvals.digest_of(report.content) == report.sha256
    assert [one["clause"] for one in report.content["findings"]] == ["B-6.1.2", "B-6.1.2"]
    assert report.kept_until == date(2036, 12, 31)
    audits.answered(report, people, noon + 2 * DAY)
    audit.refresh_from_db()
    assert audit.state == AuditState.ANSWERED
    assert not list(reports_for(Report.objects.all(), by=people.keeper))
    assert list(reports_for(Report.objects.all(), by=people.auditor)) == [report]


def test_a_sample_comes_out_the_same_again_though_the_house_goes_on(people, noon):
    audit = audits.begun(people, noon)
    sample = audits.sampled(audit, people, noon, wanted=4)
    assert len(set(sample.drawn)) == len(sample.drawn) > 1
    audits.mandated(people, noon, MandateKind.CHARTER, ())
    happening = Happening(what="又一次", gravity=Gravity.MINOR)
    report_event(risk_id=met(people, noon).pk, happening=happening, by=people.keeper, at=noon)
    assert sampling.again(sample) == sample.drawn


def test_a_seed_draws_what_it_always_drew():
    first, last = UUID(int=0), UUID(int=999)
    drawn = [place.int for place in rules.places("s", first, last, 4)]
    assert drawn == [place.int for place in rules.places("s", first, last, 4)]
    assert drawn != [place.int for place in rules.places("t", first, last, 4)]
    assert all(0 <= place <= 999 for place in drawn)


def test_a_sample_reads_rows_by_their_key_and_never_the_whole_table(people, noon):
    audits.begun(people, noon)
    first, last = sampling.bounds(Population.CASES)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT row.id FROM unnest(%s::uuid[]) WITH ORDINALITY AS place(id, number)"
            " CROSS JOIN LATERAL"
            " (SELECT id FROM cases_case WHERE id >= place.id ORDER BY id LIMIT 1) AS row",
            [list(rules.places("s", first, last, 8))],
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Only Scan using cases_case_pkey" in plan


WRONG = {
    "rows that were not drawn": (
        lambda p, a, s, n: audits.found(a, p, n, sample_id=s.pk, records=[new_id()]),
        FindingNotShown,
    ),
    "nothing that shows it": (lambda p, a, s, n: audits.found(a, p, n), FindingNotShown),
    "another audit's paper": (lambda p, a, s, n: audits.found(a, p, n, paper_id=new_id()), NotFound),
    "a clause that is none of its criteria": (
        lambda p, a, s, n: audits.found(a, p, n, clause="A-1", sample_id=s.pk, records=s.drawn),
        NotACriterion,
    ),
    "too many rows": (lambda p, a, s, n: audits.sampled(a, p, n, wanted=61), SampleSize),
    "an audit begun twice": (
        lambda p, a, s, n: open_audit(plan_id=a.plan_id, place=1, scope="再", by=p.auditor, at=n),
        NotPlanned,
    ),
    "an audit without a plan": (
        lambda p, a, s, n: open_audit(plan_id=new_id(), place=1, scope="再", by=p.auditor, at=n),
        NoPlanInForce,
    ),
    "a plan that cannot be read": (
        lambda p, a, s, n: audits.mandated(p, n, audits=("客诉 | Z-1 | 明天",)),
        PlanWithoutAudits,
    ),
    "a sample drawn by an officer": (
        lambda p, a, s, n: audits.sampled(a, replace(p, auditor=p.officer), n),
        NotAllowed,
    ),
}


@pytest.mark.parametrize(("verb", "refusal"), WRONG.values(), ids=WRONG)
def test_a_refusal_of_an_audit_leaves_no_trace(verb, refusal, people, noon):
    audit = audits.begun(people, noon)
    sample = audits.sampled(audit, people, noon)
    with nothing_changes(), pytest.raises(refusal):
        verb(people, audit, sample, noon)


def test_only_the_auditor_verifies_and_only_readers_sign(people, noon):
    audit = audits.begun(people, noon)
    sample = audits.sampled(audit, people, noon)
    finding = audits.found(audit, people, noon, sample_id=sample.pk, records=sample.drawn)
    action = audits.agreed(finding, people, noon)
    with nothing_changes(), pytest.raises(ActionAgreed):
        audits.agreed(finding, people, noon)
    finish_measure(measure_id=action.pk, evidence="模板", by=people.keeper, at=noon)
    with nothing_changes(), pytest.raises(NotAllowed):
        verify_measure(measure_id=action.pk, verdict="好", by=people.officer, at=noon)
    verify_measure(measure_id=action.pk, verdict="属实", by=people.auditor, at=noon)
    report = audits.reported(audit, people, noon)
    with nothing_changes(), pytest.raises(NotFound):
        read_report(report_id=report.pk, by=people.keeper, at=noon)
    audits.answered(report, people, noon)
    with nothing_changes(), pytest.raises(WrongState):
        reply_to_report(report_id=report.pk, text="再", by=people.executive, at=noon)


def test_a_newer_charter_takes_the_place_of_the_older_one(people, noon):
    older = audits.mandated(people, noon, MandateKind.CHARTER, ())
    newer = audits.mandated(people, noon, MandateKind.CHARTER, ())
    older.refresh_from_db()
    newer.refresh_from_db()
    assert (older.state, newer.state) == ("superseded", "adopted")


def test_whoever_audits_is_given_no_post_that_runs_the_house_under_any_account(people):
    auditor, keeper = people.auditor, people.keeper
    other = another_account(auditor.person_id, Role.AUDIT_ADMIN)
    for account, role in ((auditor, Role.FINANCE), (other, Role.FINANCE), (keeper, Role.INTERNAL_AUDITOR)):
        with nothing_changes(), pytest.raises(AuditorsIndependent):
            grant_role(account_id=account.account_id, role=role, by=SYSTEM, at=LONG_AGO)
    grant_role(
        account_id=somebody("新审计", Role.AUDIT_ADMIN).account_id,
        role=Role.INTERNAL_AUDITOR,
        by=SYSTEM,
        at=LONG_AGO,
    )
