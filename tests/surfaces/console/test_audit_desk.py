"""The auditor works at the desk, from the plan to the report; whoever is not on its list does not find it."""

import pytest
from django.urls import reverse

from tests.domain.governance import audits
from tests.domain.governance.conftest import decide, people
from tests.surfaces.console.test_risk_desk import act, at_desk
from zhanggui.domain.governance.models import Audit, Finding, Mandate, Measure, Report, Sample
from zhanggui.domain.governance.states import MandateKind
from zhanggui.kernel import clock

__all__ = ["people"]

pytestmark = pytest.mark.django_db

CONFIRMED = {"csrfmiddlewaretoken": "as a browser sends it"}


def test_an_audit_is_made_at_the_desk(people):
    auditor, officer, executive = at_desk(people.auditor), at_desk(people.officer), at_desk(people.executive)
    keeper, now = at_desk(people.keeper), clock.now()
    audits.mandated(people, now, MandateKind.CHARTER, ())
    start = f"{reverse('admin:governance_mandate_changelist')}start/propose/"
    plan = {"kind": "audit_plan", "year": now.year, "text": "风险", "audits": "客诉 | B-6.1.2 | 2026-12-31"}
    assert auditor.post(start, plan).status_code == 302
    mandate = Mandate.objects.get(kind="audit_plan")
    decide(mandate.pk, "approve", people.executive, clock.now())

    act(auditor, mandate, "begin", {"place": 1, "scope": "全部审核"})
    audit = Audit.objects.get()
    act(auditor, audit, "sample", {"population": "all_reviews", "wanted": 2})
    sample = Sample.objects.get()
    finding = {
        "clause": "B-6.1.2",
        "what": "意见过简",
        "gravity": "minor",
        "sample": str(sample.pk),
        "records": str(sample.drawn[0]),
    }
    act(auditor, audit, "find", finding)
    owner = str(people.keeper.account_id)
    agreed = {"cause": "无模板", "what": "用模板", "owner": owner, "due": f"{now.year + 1}-01-31"}
    act(officer, Finding.objects.get(), "agree", agreed)
    act(keeper, Measure.objects.get(), "finish", {"evidence": "模板"})
    act(auditor, Measure.objects.get(), "verify", {"verdict": "属实"})
    act(auditor, audit, "end", CONFIRMED)
    readers = [str(people.executive.account_id)]
    act(auditor, audit, "issue", {"conclusion": "有效", "readers": readers})
    report = Report.objects.get()
    act(executive, report, "read", CONFIRMED)
    act(executive, report, "reply", {"text": "同意"})

    page = auditor.get(reverse("admin:governance_audit_change", args=[audit.pk])).content.decode()
    assert sample.seed in page
    assert str(sample.drawn[0]) in page
    address = reverse("admin:governance_report_change", args=[report.pk])
    assert report.sha256 in executive.get(address).content.decode()
    assert keeper.get(address).status_code == 404
