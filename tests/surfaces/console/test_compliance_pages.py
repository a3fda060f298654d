"""The cockpit shows every clause with its rows behind it; the trail opens to auditors only."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.conftest import HouseClient
from tests.people import LONG_AGO, firm, somebody
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account, Organisation
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.controls import Evidence, Records, Status, control, register
from zhanggui.mechanisms.controls.facts import Verified
from zhanggui.mechanisms.controls.operations.take_snapshot import take_snapshot
from zhanggui.mechanisms.controls.operations.verify_house import SUBJECT, verify_house

pytestmark = pytest.mark.django_db


def signed_in(*roles: Role) -> Client:
    client = HouseClient()
    client.force_login(Account.objects.get(pk=somebody("Zhao", *roles).account_id))
    return client


@pytest.fixture
def auditor() -> Client:
    return signed_in(Role.AUDIT_ADMIN)


@pytest.fixture
def told(noon) -> UUID:
    """A firm comes to be under one request, with its fact."""
    with transaction.atomic():
        made = firm("灯塔")
        by = SYSTEM.within(request_id="req-1", via="console")
        return trail.record(Verified(findings=0, named_findings=[]), on=made, by=by, at=noon, reason="试运行")


@pytest.fixture
def one_control(monkeypatch):
    monkeypatch.setattr(register, "_controls", {})
    verdict = {"status": Status.KEPT}

    @control("B-6.1.3", "A-7", title="Complaints answered in time")
    def answered(at):
        if verdict["status"] is None:
            raise ZeroDivisionError("nothing to divide")
        return Evidence(verdict["status"], {"late": 3}, "none late", Records(3, "/console/", {"late": "1"}))

    return verdict


class TestTheCockpit:
    def test_every_clause_is_listed_with_figures_and_the_way_to_its_rows(self, one_control):
        reader = signed_in(Role.CS_AGENT)
        folded = reader.get(reverse("admin:cockpit")).content.decode()
        keys = ",".join(re.findall(r'id="([AB]\d+)"', folded))
        page = reader.get(reverse("admin:cockpit"), {"open": keys}).content.decode()

        assert 'aria-expanded="true"' not in folded
        assert page.count('class="figure">A-') + page.count('class="figure">B-') >= 149
        assert "投诉响应时限" in page
        assert 'href="/console/?late=1"' in page

    @pytest.mark.parametrize(
        "words",
        [pytest.param("B-6.1.3", id="its number"), pytest.param("complaints time", id="its control's words")],
    )
    def test_a_clause_is_found_by_number_or_words_whatever_is_folded(self, one_control, auditor, words):
        page = auditor.get(reverse("admin:cockpit"), {"q": words, "open": "A4"}).content.decode()

        assert "B-6.1.3" in page
        assert "B-1.1.1" not in page

    def test_it_can_be_narrowed_to_what_is_broken(self, one_control, auditor):
        one_control["status"] = Status.BROKEN
        page = auditor.get(reverse("admin:cockpit"), {"status": "broken"}).content.decode()

        assert "B-6.1.3" in page
        assert "B-1.1.1" not in page

    def test_a_clause_shows_its_control_and_the_days_behind(self, one_control, auditor):
        for days in (3, 2, 1):
            take_snapshot(by=SYSTEM, at=clock.now() - timedelta(days=days))

        page = auditor.get(reverse("admin:cockpit_clause", args=["B", "6.1.3"])).content.decode()

        assert page.count('class="day tone-good"') == 3
        assert "电视购物平台运营服务规范" in page

    def test_a_control_that_fails_is_shown_with_its_error(self, one_control, auditor):
        one_control["status"] = None

        page = auditor.get(reverse("admin:cockpit_clause", args=["B", "6.1.3"])).content.decode()

        assert "ZeroDivisionError: nothing to divide" in page

    def test_an_unknown_clause_is_not_found(self, auditor):
        assert auditor.get(reverse("admin:cockpit_clause", args=["B", "99"])).status_code == 404


class TestTheTrail:
    @pytest.mark.parametrize(
        ("question", "found"),
        [
            pytest.param({"name": "controls.verified"}, True, id="by kind of fact"),
            pytest.param({"actor": "nobody"}, False, id="by another actor"),
            pytest.param({"request": "req-1"}, True, id="by request"),
            pytest.param({"words": "试运"}, True, id="by words of the reason"),
            pytest.param({"since": "2026-11-25"}, False, id="from the day after"),
            pytest.param({"until": "2026-11-24"}, True, id="to that very day"),
        ],
    )
    def test_facts_are_found(self, told, auditor, question, found):
        page = auditor.get(reverse("admin:trail_facts"), question).content.decode()

        assert (str(told) in page) is found

    def test_a_fact_shows_the_rows_that_changed_with_it(self, told, auditor):
        page = auditor.get(reverse("admin:trail_fact", args=[told])).content.decode()

        assert "identity_organisation" in page
        assert "灯塔" in page

    def test_a_row_shows_its_states_and_the_missing_fact(self, told, auditor):
        made = Organisation.objects.get(name="灯塔")
        page = auditor.get(
            reverse("admin:trail_row", args=["identity_organisation", made.pk])
        ).content.decode()

        assert reverse("admin:trail_fact", args=[told]) in page

    @pytest.mark.parametrize(("role", "linked"), [(Role.AUDIT_ADMIN, True), (Role.SYSTEM_ADMIN, False)])
    def test_the_page_of_a_thing_leads_auditors_to_its_history(self, told, role, linked):
        made = Organisation.objects.get(name="灯塔")
        page = signed_in(role).get(reverse("admin:identity_organisation_change", args=[made.pk]))

        assert (f"/trail/rows/identity_organisation/{made.pk}/" in page.content.decode()) is linked

    def test_it_goes_into_excel(self, told, auditor):
        answer = auditor.get(reverse("admin:trail_facts"), {"excel": "1"})

        assert answer["Content-Type"].endswith("spreadsheetml.sheet")

    def test_many_facts_are_leafed_through(self, auditor, noon):
        for minutes in range(60):
            at = LONG_AGO + timedelta(minutes=minutes)
            trail.record(Verified(findings=0, named_findings=[]), on=SUBJECT, by=SYSTEM, at=at)

        first = auditor.get(reverse("admin:trail_facts"), {"name": "controls.verified"}).content.decode()
        second = auditor.get(reverse("admin:trail_facts"), {"name": "controls.verified", "start": "50"})

        assert "start=50" in first
        assert "start=0" in second.content.decode()


class TestVerification:
    def test_a_finding_is_named_and_leads_to_the_row(self, told, auditor, noon):
        made = Organisation.objects.get(name="灯塔")
        trail.record(
            Verified(
                findings=1,
                named_findings=[
                    {"kind": "altered", "table": "identity_organisation", "key": str(made.pk), "what": "name"}
                ],
            ),
            on=SUBJECT,
            by=SYSTEM,
            at=noon,
        )

        page = auditor.get(reverse("admin:trail_verify")).content.decode()

        assert reverse("admin:trail_row", args=["identity_organisation", made.pk]) in page

    def test_verifying_now_is_left_to_a_worker_and_asked_twice_done_once(self, auditor):
        before = ProcrastinateJob.objects.filter(task_name="controls.verify_house").count()
        for _ in range(2):
            assert auditor.post(reverse("admin:trail_verify")).status_code == 302

        assert ProcrastinateJob.objects.filter(task_name="controls.verify_house").count() <= before + 1

    def test_an_empty_house_can_be_looked_at(self, auditor, noon):
        assert auditor.get(reverse("admin:trail_verify")).status_code == 200
        verify_house(by=SYSTEM, at=noon)
        assert auditor.get(reverse("admin:trail_verify")).status_code == 200


@pytest.mark.parametrize("name", ["trail_facts", "trail_verify"])
def test_others_may_not_read_the_trail_of_the_whole_house(name):
    assert signed_in(Role.CS_AGENT).get(reverse(f"admin:{name}")).status_code == 403


@pytest.mark.parametrize("name", ["trail_facts", "trail_verify", "cockpit"])
def test_strangers_are_sent_to_sign_in(name):
    assert Client().get(reverse(f"admin:{name}")).status_code == 302
