"""A supplier's program describes goods: each row is answered for itself, and nothing is published by it."""

import pytest

from tests import shop
from tests.people import somebody
from tests.surfaces.api.test_after_the_sale import call
from tests.vocabulary import nothing_changes
from zhanggui.domain.catalog.models import Goods, GoodsVersion
from zhanggui.identity.roles import Role

__all__ = ["call"]
pytestmark = pytest.mark.django_db
ROW = {"category": "a", "name": "b", "price_wish_yuan": "1"}


def test_rows_become_drafts_of_the_callers_own_firm(call, noon):
    who, leaf = shop.seller(), shop.category(noon)
    good = {"category": leaf.code, "name": "青瓷盖碗", "price_wish_yuan": "128", "skus": "白；青"}
    sent = {"rows": [good, good | {"category": "nowhere"}, good | {"price_wish_yuan": "一百"}]}
    status, told = call(who.writer, "POST", "goods-drafts", sent)
    assert (status, [one["name"] for one in told["drafts"]]) == (201, ["青瓷盖碗"])
    assert [(one["row"], one["code"]) for one in told["refused"]] == [(2, "malformed"), (3, "not-an-amount")]

    version = GoodsVersion.objects.get()
    assert (version.state, version.price_wish_fen, len(version.skus)) == ("draft", 12_800, 2)
    assert Goods.objects.get(supplier=who.supplier).published_version is None


@pytest.mark.parametrize(
    ("role", "sent", "status"),
    [
        pytest.param(Role.CUSTOMER, {"rows": [ROW]}, 403, id="a customer"),
        pytest.param(Role.SUPPLIER, {"rows": []}, 422, id="no rows"),
        pytest.param(
            Role.SUPPLIER, {"rows": [ROW | {"state": "published"}]}, 422, id="a state of its own choosing"
        ),
    ],
)
def test_a_refused_upload_changes_nothing(call, role, sent, status):
    by = shop.seller().writer if role is Role.SUPPLIER else somebody("某人", role)
    call(by, "GET", "returns")
    with nothing_changes():
        assert call(by, "POST", "goods-drafts", sent)[0] == status
