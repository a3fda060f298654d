"""A price violation is reported at its desk, and seen there with its case."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import shop
from tests.conftest import HouseClient
from tests.people import somebody
from zhanggui.domain.pricing.models import PriceViolation
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock

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
