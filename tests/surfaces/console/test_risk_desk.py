"""The register of risks is kept at its desk, and its matrix leads to the risks of a cell."""

import pytest
from django.urls import reverse

from tests.conftest import HouseClient
from tests.domain.governance.conftest import decide, people
from zhanggui.domain.governance.models import Measure, Risk, Strategy
from zhanggui.identity.models import Account
from zhanggui.kernel import clock

__all__ = ["people"]

pytestmark = pytest.mark.django_db

SCORES = {
    "prompt": "first_time",
    "likelihood_before": 4,
    "impact_before": 4,
    "likelihood_after": 2,
    "impact_after": 4,
    "evidence": "台账",
}
STRATEGY = {"kind": "reduce_it", "why": "可以降低", "costs": "便宜", "target": "low_level", "until": ""}
RISK = {
    "area": "warehousing",
    "category": "supply_risk",
    "cause": "账实不符",
    "event": "超卖后缺货",
    "effect": "延迟发货",
    "source": "workshop",
    "case": "",
    "control": "pricing.supervised",
}


def at_desk(actor):
    client = HouseClient()
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


def act(client, thing, name, answers):
    address = reverse(f"admin:governance_{thing._meta.model_name}_act", args=[thing.pk, name])
    assert client.get(address).status_code == 200
    assert client.post(address, answers).status_code == 302


def test_a_risk_is_kept_at_its_desk(people):
    keeper, officer, manager = at_desk(people.keeper), at_desk(people.officer), at_desk(people.risk)
    listed = reverse("admin:governance_risk_changelist")
    answer = keeper.post(f"{listed}start/register/", {**RISK, "owner": str(people.keeper.account_id)})
    assert answer.status_code == 302
    risk = Risk.objects.get()
    act(officer, risk, "assess", SCORES)
    act(officer, risk, "propose", STRATEGY)
    decide(Strategy.objects.get().pk, "agree", people.risk, clock.now())
    due = clock.now().date().replace(year=clock.now().year + 1).isoformat()
    owner = str(people.keeper.account_id)
    plan = {"kind": "detective", "what": "循环盘点", "owner": owner, "due": due, "cost": "", "control": ""}
    act(manager, risk, "plan", plan)
    measure = Measure.objects.get()
    act(keeper, measure, "finish", {"evidence": "盘点单"})
    act(officer, measure, "verify", {"verdict": "有效"})

    page = officer.get(listed)
    assert "assessment__likelihood_after=2&amp;assessment__impact_after=4" in page.content.decode()
    cell = officer.get(f"{listed}?assessment__likelihood_after=2&assessment__impact_after=4")
    assert risk.event in cell.content.decode()
    shown = officer.get(reverse("admin:governance_risk_change", args=[risk.pk])).content.decode()
    assert "关键风险指标" in shown
    assert "循环盘点" in shown
