"""A price violation is reported at its desk, and seen there with its case."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import shop
from tests.conftest import HouseClient
from tests.people import somebody
from zhanggui.domain.pricing.models import MarketResearch, PriceChange, PriceViolation
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI

pytestmark = pytest.mark.django_db


def test_it_is_reported_with_a_form_and_listed(noon):
    sku = shop.on_sale(shop.seller(), clock.now() - timedelta(hours=1))
    officer = somebody("合规", Role.COMPLIANCE_OFFICER)
    client = HouseClient()
    client.force_login(Account.objects.get(pk=officer.account_id))

    listed = reverse("admin:pricing_priceviolation_changelist")
    assert client.get(listed).status_code == 200
    address = f"{listed}start/report/"
    page = client.get(address)
    assert page.status_code == 200
    answer = client.post(
        address,
        {"goods": sku.goods.number, "kind": "bait", "gravity": "major", "what": "页面价 99 元, 结算 129 元"},
    )
    assert answer.status_code in (200, 302)
    violation = PriceViolation.objects.get()
    shown = client.get(reverse("admin:pricing_priceviolation_change", args=[violation.pk]))
    assert shown.status_code == 200
    assert "页面价 99 元" in shown.content.decode()


@pytest.mark.parametrize(
    ("kind", "amount", "answer"),
    [
        pytest.param("promotion", "259", 302, id="a time-limited price"),
        pytest.param("on_air", "249.90", 302, id="an on-air price"),
        pytest.param("promotion", "299", 422, id="one that is not lower"),
    ],
)
def test_a_price_is_proposed_at_the_list_of_price_changes(kind, amount, answer):
    at = clock.now()
    sku = shop.on_sale(shop.seller(), at - timedelta(hours=1))
    client = HouseClient()
    client.force_login(Account.objects.get(pk=somebody("价格", Role.PRICE_MANAGER).account_id))
    address = reverse("admin:pricing_pricechange_changelist") + "start/propose/"
    research = MarketResearch.objects.get(covers__contains=[sku.pk])
    assert f"· {sku.code} ·" in client.get(address).content.decode()

    ends = (at + timedelta(days=3)).astimezone(SHANGHAI)
    asked = {
        "research": str(research.pk), "kind": kind, "amounts": f"{sku.code} {amount}", "reason": "开台",
        "starts_at": "", "ends_at": f"{ends:%Y-%m-%dT%H:%M}",
    }  # fmt: skip
    assert client.post(address, asked).status_code == answer
    assert PriceChange.objects.filter(kind=kind).count() == (answer == 302)
