"""What everybody may look at, at the price and stock of the moment, in few queries."""

import pytest
from benchmarks.shelf import goods_on_sale

from tests.memories import forget_pages
from zhanggui.domain.catalog.models import Category, Goods
from zhanggui.domain.inventory import accounts
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Entry, Transfer
from zhanggui.mechanisms.trail import Subject
from zhanggui.surfaces.storefront import shelf as shelves
from zhanggui.surfaces.storefront.finding import Wish

pytestmark = pytest.mark.django_db


def category_page() -> str:
    return f"/c/{Category.objects.get().code}/"


@pytest.mark.parametrize(
    "path", ["/", "/goods/", "/programme/", "/licences/", "/search/?q=茶", "/cart/", "/sign-in/"]
)
def test_public_pages_open_for_everybody(client, shelf, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("page", "statements"),
    [
        pytest.param("/goods/", 2, id="everything: which goods, and their offers"),
        pytest.param("/goods/?sort=cheap&stock=1&brand=牌&brand=别", 2, id="narrowed down"),
        pytest.param("/search/?q=商品", 1, id="found by words: which goods is known for twenty seconds"),
    ],
)
def test_a_list_asks_as_much_when_its_cards_are_known_whatever_the_size(
    client, django_assert_num_queries, page, statements
):
    goods_on_sale(3, pieces=1)
    client.get(page)
    client.get(page)
    with django_assert_num_queries(statements):
        client.get(page)
    goods_on_sale(40, pieces=1)
    forget_pages()
    client.get(page)

    with django_assert_num_queries(statements):
        client.get(page)


def test_words_asked_for_the_first_time_cost_three_statements(client, django_assert_num_queries):
    """Which goods have them in their name, which in their text where names are too few, and their offers."""
    goods_on_sale(3, pieces=1)
    client.get("/search/?q=商品")

    with django_assert_num_queries(3):
        client.get("/search/?q=牌")


def test_a_goods_page_asks_one_statement_when_its_words_are_known(client, numbers, django_assert_num_queries):
    client.get(f"/g/{numbers[0]}/")

    with django_assert_num_queries(1):
        client.get(f"/g/{numbers[0]}/")


def test_the_pages_of_a_list_hold_everything_once(client):
    goods_on_sale(30, pieces=1)
    first, follows = shelves.listed(Wish(order="newest"), at=clock.now())
    second, ends = shelves.listed(Wish(order="newest", after=first[-1].number), at=clock.now())

    assert (follows, ends) == (True, False)
    assert len({goods.number for goods in first + second}) == 30
    assert f"?after={first[-1].number}" in client.get("/goods/").content.decode()


def test_the_stock_of_the_moment_is_shown(client, shelf, numbers):
    page = category_page()
    assert "已售罄" not in client.get(page).content.decode()

    sku = shelf[0].sku_id
    sale = [Transfer(debit=accounts.sold(sku), credit=accounts.sellable(sku), amount=12)]
    subject = Subject("test", sku)
    ledger.post(Entry(kind="test", key=str(sku), at=clock.now(), subject=subject, transfers=sale), by=SYSTEM)

    assert client.get(page).content.decode().count("已售罄") == 1


@pytest.mark.parametrize(
    "path", ["/g/000000/", "/c/nowhere/", "/picture/00000000-0000-7000-8000-0000000000ff", "/rules/none/"]
)
def test_what_is_not_there_is_not_found(client, shelf, path):
    assert client.get(path).status_code == 404


def test_goods_that_nobody_published_are_not_there(client, numbers):
    Goods.objects.filter(number=numbers[0]).update(published_version=None)

    assert client.get(f"/g/{numbers[0]}/").status_code == 404


def test_a_number_leads_straight_to_its_goods(client, numbers):
    digits = next(number for number in numbers if number.isdigit() or True)
    Goods.objects.filter(number=digits).update(number="700123")

    assert client.get("/search/?q=700123").headers["Location"] == "/g/700123/"


@pytest.mark.parametrize("text", ["'", "%", "\\", "😀", "a" * 500, "茶 & | ! ()"], ids=repr)
def test_any_text_can_be_searched_for(client, shelf, text):
    assert client.get("/search/", {"q": text}).status_code == 200


def test_the_language_is_chinese_until_it_is_switched(client, shelf):
    assert "新品上架" in client.get("/", headers={"accept-language": "en"}).content.decode()

    client.get("/style/choose?language=en&next=/")

    assert "New on the shelf" in client.get("/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_the_switch_leads_nowhere_else(client, elsewhere):
    assert client.get("/style/choose", {"language": "en", "next": elsewhere}).headers["Location"] == "/"
