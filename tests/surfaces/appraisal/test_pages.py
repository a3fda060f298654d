"""Desks, portal, register and API show the same file, each to whom it concerns."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.conftest import HouseClient
from tests.domain.appraisal.conftest import DAY, GOOD
from tests.people import firm, somebody
from zhanggui.domain.appraisal.models import Assessment, Judgement, Objection, Violation
from zhanggui.domain.appraisal.operations.hear_supplier import hear_supplier
from zhanggui.domain.appraisal.states import MeasureKind
from zhanggui.domain.partners.models import Supplier
from zhanggui.domain.partners.states import PartnerState
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SetClock

pytestmark = pytest.mark.django_db


def signed_in(actor):
    client = HouseClient()
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


@pytest.fixture
def stranger(noon):
    organisation = firm("别家供应商")
    Supplier.objects.create(
        number="S999999", organisation=organisation, state=PartnerState.ACTIVE, created_at=noon
    )
    return signed_in(somebody("别家", Role.SUPPLIER, organisation=organisation))


def url(name, *args):
    return reverse(f"partner_portal:{name}", args=args)


def test_a_reviewer_judges_at_the_desk_and_sees_the_rows_behind_each_figure(assessed, manager, noon):
    assessment = assessed(GOOD)
    desk = signed_in(manager)
    page = desk.get(reverse("admin:appraisal_assessment_change", args=[assessment.pk])).content.decode()
    assert "客户满意度" in page
    answer = desk.post(
        reverse("admin:appraisal_assessment_act", args=[assessment.pk, "judge"]),
        {"action": "go_on", "words": "继续保持", "adjusted": "-2", "adjusted_why": "迟到一次"},
    )
    assert answer.status_code == 302
    assert Judgement.objects.get().points == 97
    for figure in ("pieces", "ratings", "papers_expired", "recalls", "complaints", "returned", "questions"):
        assert desk.get(reverse("admin:assessed_rows", args=[assessment.pk, figure])).status_code == 200
    file = desk.get(reverse("admin:assessed_rows_sheet", args=[assessment.pk, "pieces"]))
    assert load_workbook(BytesIO(file.content)).active.max_row == 1
    assert desk.get(reverse("admin:assessed_rows", args=[assessment.pk, "nothing"])).status_code == 404


def test_the_rows_behind_are_closed_to_other_posts(assessed):
    assessment = assessed(GOOD)
    keeper = signed_in(somebody("库管", Role.WAREHOUSE_KEEPER))
    assert keeper.get(reverse("admin:assessed_rows", args=[assessment.pk, "pieces"])).status_code == 404


def test_a_supplier_reads_its_quarter_and_objects_and_no_other_firm_finds_it(shown, seller, stranger, noon):
    assessment = shown(GOOD)
    with clock.using(SetClock(noon + DAY)):
        mine = signed_in(seller)
        page = mine.get(url("appraisal")).content.decode()
        assert "2026 Q3" in page
        assert "提出异议" in page
        assert "2026 Q3" not in stranger.get(url("appraisal")).content.decode()
        foreign = stranger.post(url("object_to_assessment", assessment.pk), {"words": "x"})
        assert foreign.status_code == 404
        assert not Objection.objects.exists()
        mine.post(url("object_to_assessment", assessment.pk), {"words": "退货数有误"})
        assert "退货数有误" in mine.get(url("appraisal")).content.decode()
        file = mine.get(url("appraisal_sheet"))
    assert load_workbook(BytesIO(file.content)).active["B2"].value == 99
    assert Assessment.objects.get().state == "objected"


def test_a_supplier_answers_a_charge_and_appeals_and_no_other_firm_finds_it(
    reported, ruled, officer, seller, stranger, noon
):
    violation = reported()
    mine = signed_in(seller)
    assert mine.get(url("violation", violation.pk)).status_code == 404, "not heard yet"
    hear_supplier(violation_id=violation.pk, question="请说明釉料来源", by=officer, at=noon)
    with clock.using(SetClock(noon + DAY)):
        assert "请说明釉料来源" in mine.get(url("violation", violation.pk)).content.decode()
        for name in ("answer_charge", "appeal_ruling"):
            assert stranger.post(url(name, violation.pk), {"words": "x"}).status_code == 404
        assert stranger.get(url("violation", violation.pk)).status_code == 404
        proof = violation.proofs.get()
        assert mine.get(url("violation_proof", violation.pk, proof.pk)).status_code == 404, (
            "a record, no paper"
        )
        mine.post(url("answer_charge", violation.pk), {"words": "供货方换料"})
    ruled(MeasureKind.WARNING, violation=violation)
    with clock.using(SetClock(noon + 4 * DAY)):
        page = mine.get(url("violation", violation.pk)).content.decode()
        assert "合作协议第 8 条" in page
        mine.post(url("appeal_ruling", violation.pk), {"words": "处理过重"})
        assert violation.number in mine.get(url("violations")).content.decode()
    assert Violation.objects.get().state == "appealed"


def test_a_violation_is_reported_and_ruled_at_the_desk(reported, heard, officer, supplier, noon):
    violation = heard()
    with clock.using(SetClock(noon + 3 * DAY)):
        desk = signed_in(officer)
        answer = desk.post(
            reverse("admin:appraisal_violation_act", args=[violation.pk, "rule"]),
            {
                "found": "proven",
                "basis": "合作协议第 8 条",
                "reasons": "报告证实",
                "measures": ["warning", "penalty"],
                "penalty": "500",
                "penalty_from": "settlement",
                "affected_since": "2026-11-01",
            },
        )
        assert answer.status_code == 302
        page = desk.get(reverse("admin:appraisal_violation_change", args=[violation.pk]))
        start = desk.get(reverse("admin:appraisal_violation_start", args=["report"]))
        bare = {
            "supplier": supplier.pk,
            "kind": "breach_of_agreement",
            "gravity": "minor",
            "source": "house_check",
        }
        refused = desk.post(
            reverse("admin:appraisal_violation_start", args=["report"]), {**bare, "facts": "擅换包装"}
        )
    ruling = violation.rulings.get()
    assert (ruling.penalty_fen, ruling.from_deposit, ruling.measures) == (
        50_000,
        False,
        ["penalty", "warning"],
    )
    assert "合作协议第 8 条" in page.content.decode()
    assert start.status_code == 200
    assert refused.status_code == 422, "nothing shows it"


def test_everybody_reads_the_register(ruled, client, noon):
    with clock.using(SetClock(noon + 4 * DAY)):
        assert "没有公示中的处理决定" in client.get("/rulings/").content.decode()
        violation = ruled(MeasureKind.GOODS_OFF)
        page = client.get("/rulings/").content.decode()
    assert violation.number in page
    assert str(violation.supplier.organisation.name) in page


def test_programs_read_their_own_firm_only(shown, ruled, seller, stranger, officer, noon):
    shown(GOOD)
    violation = ruled(MeasureKind.WARNING)
    mine = signed_in(seller)
    (quarter,) = mine.get("/api/assessments").json()
    assert (quarter["points"], quarter["grade"], quarter["figures"]["pieces"]) == (99, "excellent", 1000)
    (charge,) = mine.get("/api/violations").json()
    assert (charge["number"], charge["measures"]) == (violation.number, ["warning"])
    assert stranger.get("/api/assessments").json() == []
    assert stranger.get("/api/violations").json() == []
    assert signed_in(officer).get("/api/violations").status_code == 403
    assert timedelta(days=14) < violation.appeal_until - violation.decided_at <= timedelta(days=15)
