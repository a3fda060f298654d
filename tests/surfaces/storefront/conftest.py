"""A shop with a few shelves, and pages that remember nothing from the test before."""

from collections.abc import Iterator

import pytest
from benchmarks.shelf import Buyer, OnSale, buyers, goods_on_sale

from tests.conftest import HouseClient
from tests.memories import forget_pages
from zhanggui.domain.catalog.models import Goods
from zhanggui.identity.models import Account


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> Iterator[None]:
    forget_pages()
    yield
    forget_pages()


@pytest.fixture
def shelf(db: None) -> list[OnSale]:
    """Five articles on sale, twelve pieces of each."""
    return goods_on_sale(5, pieces=12)


@pytest.fixture
def numbers(shelf: list[OnSale]) -> list[str]:
    """Their numbers."""
    return list(Goods.objects.order_by("number").values_list("number", flat=True))


@pytest.fixture
def buyer(db: None) -> Buyer:
    """A customer with an address."""
    return buyers(1)[0]


@pytest.fixture
def signed_in(client: HouseClient, buyer: Buyer) -> HouseClient:
    """A browser in which the customer has signed in."""
    client.force_login(Account.objects.get(pk=buyer.account_id))
    return client
