"""Whoever works here reports an incident from any page; those who handle them take it from there."""

import pytest
from django.urls import reverse

from tests.domain.governance.conftest import people
from tests.domain.security.conftest import officer
from tests.people import somebody
from tests.surfaces.console.test_risk_desk import at_desk
from zhanggui.domain.security.models import Incident
from zhanggui.identity.roles import Role

__all__ = ["officer", "people"]

pytestmark = pytest.mark.django_db

START = reverse("admin:security_incident_start", args=["report"])
SEEN = {"what": "库存页打不开", "subtype": "hardware_failure", "discovered": "2026-01-05T09:30"}


def test_an_incident_is_reported_from_any_page_and_taken_on(people, officer):
    keeper = at_desk(people.keeper)
    assert START in keeper.get(reverse("admin:index")).content.decode()
    assert keeper.post(START, {**SEEN, "subtype": "no_such"}).status_code == 422
    assert keeper.post(START, SEEN).status_code == 302
    incident = Incident.objects.get()
    page = reverse("admin:security_incident_change", args=[incident.pk])
    assert incident.number in keeper.get(page).content.decode()

    assess = reverse("admin:security_incident_act", args=[incident.pk, "assess"])
    answers = {"subtype": "hardware_failure", "scope": "库存", "outage": 45}
    assert keeper.post(assess, answers).status_code == 403
    desk = at_desk(officer)
    assert desk.post(assess, answers).status_code == 302
    shown = desk.get(page).content.decode()
    assert "较大事件" in shown
    respond = reverse("admin:security_incident_act", args=[incident.pk, "respond"])
    assert desk.post(respond, {"what": "切换备机"}).status_code == 302
    assert "报告主管部门" in desk.get(page).content.decode()


def test_others_do_not_find_what_they_did_not_report(people, officer):
    at_desk(people.keeper).post(START, SEEN)
    page = reverse("admin:security_incident_change", args=[Incident.objects.get().pk])
    assert at_desk(people.executive).get(page).status_code == 200
    another = at_desk(somebody("仓管二", Role.WAREHOUSE_KEEPER))
    assert another.get(page).status_code == 404
    act = reverse("admin:security_incident_act", args=[Incident.objects.get().pk, "assess"])
    assert [another.get(act).status_code, another.post(act, {}).status_code] == [404, 404]
