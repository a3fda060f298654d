"""What goods have cost is public on their page: every announced price with its days, drawn and as a table."""

import re
from datetime import timedelta
from html import unescape

import pytest

from tests import shop
from zhanggui.domain.pricing.states import PriceKind
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI, SetClock
from zhanggui.surfaces.design import stepped
from zhanggui.surfaces.storefront.price_file import price_file

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WIDE = stepped.WIDTH - stepped.LEFT - 8


@pytest.fixture
def sku(noon):
    return shop.sku_of(shop.published(shop.seller(), noon - DAY))


def priced(sku, at, amount, **terms):
    """What customers pay from this moment, approved by three people."""
    shop.priced(shop.seller_of(sku), at, {sku: amount}, **terms)


def page_of(client, sku, at):
    with clock.using(SetClock(at)):
        return unescape(client.get(f"/g/{sku.goods.number}/").content.decode())


def table(page):
    """The rows under the drawing: since, until, kind, price."""
    rows = re.findall(r"<tr>(.*?)</tr>", page.split('id="prices"')[1].split("</section>")[0], re.S)
    return [tuple(re.findall(r"<td[^>]*>(.*?)</td>", row)) for row in rows[1:]]


def corners(page):
    """Where the line of the price turns: moves, levels and ends of its one path."""
    (path,) = re.findall(r'class="step-line" d="([^"]+)"', page)
    return re.findall(r"([MVH])([\d.]+)(?: ([\d.]+))?", path)


def day(moment):
    local = moment.astimezone(SHANGHAI)
    return f"{local.year}年{local.month}月{local.day}日"


def test_every_announced_price_stands_in_the_plot_and_the_table_with_its_days(client, sku, noon):
    priced(sku, noon, 29_900)
    priced(sku, noon, 24_900, kind=PriceKind.PROMOTION, starts_at=noon + 2 * DAY, ends_at=noon + 4 * DAY)
    priced(sku, noon + DAY, 31_900, starts_at=noon + 7 * DAY)
    priced(sku, noon + DAY, 1_00, starts_at=noon + 30 * DAY)
    page = page_of(client, sku, noon + 9 * DAY)

    assert table(page) == [
        (day(noon + 7 * DAY), "至今", "日常价", "¥319.00"),
        (day(noon + 4 * DAY), day(noon + 7 * DAY), "日常价", "¥299.00"),
        (day(noon + 2 * DAY), day(noon + 4 * DAY), "限时价", "¥249.00"),
        (day(noon), day(noon + 2 * DAY), "日常价", "¥299.00"),
    ]
    # The drawing begins a day before the first price: ten days wide, each price where it began.
    turns = corners(page)
    ends = [float(place) for kind, place, _ in turns if kind == "H"]
    assert float(turns[0][1]) == pytest.approx(stepped.LEFT + WIDE / 10, abs=0.1)
    assert ends == pytest.approx([stepped.LEFT + WIDE * share / 10 for share in (3, 5, 8, 10)], abs=0.1)
    first = float(turns[0][2])
    cheaper, again, dearer = [float(level) for kind, level, _ in turns if kind == "V"]
    assert again == first
    assert dearer < first < cheaper, "a higher price is drawn higher"
    assert (cheaper - first) / (first - dearer) == pytest.approx(50 / 20, rel=0.02)


def test_one_price_is_one_level_line_and_no_price_is_no_plot(client, sku, noon):
    assert 'id="prices"' not in page_of(client, sku, noon + DAY)
    assert price_file(sku.id, at=noon + DAY) == {"drawing": "", "rows": []}

    priced(sku, noon + DAY, 29_900)
    at = noon + 3 * DAY
    found = price_file(sku.id, at=at)

    assert [(row["amount_fen"], row["since"], row["until"]) for row in found["rows"]] == [
        (29_900, noon + DAY, None)
    ]
    assert [kind for kind, _, _ in corners(found["drawing"])] == ["M", "H"]


def test_a_price_that_went_out_of_the_ninety_days_is_no_longer_told(sku, noon):
    priced(sku, noon, 19_900)
    priced(sku, noon + DAY, 29_900, starts_at=noon + 2 * DAY)

    kept = price_file(sku.id, at=noon + 91 * DAY)["rows"]
    gone = price_file(sku.id, at=noon + 93 * DAY)["rows"]

    assert [row["amount_fen"] for row in kept] == [29_900, 19_900]
    assert [row["amount_fen"] for row in gone] == [29_900]
