"""On air: price, time, sold and left; a week of the guide each way; numbers that stay good."""

import re
from datetime import timedelta

import pytest

from tests.conftest import HouseClient
from tests.domain.broadcast.conftest import studio
from tests.memories import forget_pages
from tests.surfaces.control_room.test_room import bought
from tests.surfaces.storefront.test_finding import NAMES
from zhanggui.domain.broadcast.operations.end_slot import end_slot
from zhanggui.domain.broadcast.operations.start_slot import start_slot
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.journeys.arrange_shelf import arrange_shelf
from zhanggui.kernel.clock import SHANGHAI

__all__ = ["studio"]
pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def evening(studio, set_clock):
    """One article on air as 101 since ten minutes, for fifty more, ten pieces at 199 yuan."""
    slot = studio.plan()
    goods = studio.put(slot, studio.article(amount_fen=19_900, name="龙泉青瓷茶具"), quota=10)
    studio.confirm(slot)
    set_clock.move_to(studio.begins)
    start_slot(slot_id=slot.id, by=studio.scheduler, at=studio.begins)
    set_clock.move(timedelta(minutes=10))
    goods.refresh_from_db()
    return goods


def shown(client, path):
    forget_pages()
    page = client.get(path).content.decode()
    return " ".join(re.sub(r"<[^>]+>", "", page).split()), page


@pytest.mark.parametrize("path", ["/", "/programme/"])
def test_what_is_on_air_is_shown_with_price_time_sold_and_left(client, evening, studio, set_clock, path):
    bought(evening, 3, set_clock.now())
    said, page = shown(client, path)

    assert "货号 101" in said
    assert "¥199" in said
    assert "已售 3 件，剩余 7 件" in said
    (until,) = set(re.findall(r'data-countdown="([^"]+)"', page))
    assert until == (studio.begins + timedelta(hours=1)).isoformat()
    if path == "/programme/":
        bought(evening, 7, set_clock.now())
        assert "已售罄" in shown(client, path)[0]


def test_its_page_says_that_it_is_on_air_and_until_when_the_price_holds(client, evening, studio, set_clock):
    address = f"/g/{evening.sku.goods.number}/"
    said, page = shown(client, address)
    assert "货号 101" in said
    assert 'class="pricebox pricebox-live"' in page
    assert f'data-countdown="{(studio.begins + timedelta(hours=1)).isoformat()}"' in page

    end_slot(slot_id=evening.slot_id, by=studio.scheduler, at=set_clock.now())
    said, page = shown(client, address)
    assert "pricebox-live" not in page
    assert "晚间好物" in said, "where it was last seen"


def test_a_number_from_the_screen_stays_good_until_something_else_is_shown_under_it(
    client, evening, studio, set_clock
):
    here = f"/g/{evening.sku.goods.number}/"
    assert client.get("/search/?q=101").headers["Location"] == here
    end_slot(slot_id=evening.slot_id, by=studio.scheduler, at=set_clock.now())
    assert client.get("/search/?q=101").headers["Location"] == here

    begins = studio.begins + timedelta(hours=2)
    later = studio.plan(starts_at=begins, ends_at=begins + timedelta(hours=1))
    other = studio.put(later, studio.article(), number="101", quota=5)
    studio.confirm(later)
    assert client.get("/search/?q=101").headers["Location"] == here, "not shown yet"
    set_clock.move_to(begins)
    start_slot(slot_id=later.id, by=studio.scheduler, at=begins)
    assert client.get("/search/?q=101").headers["Location"] == f"/g/{other.sku.goods.number}/"


def test_a_list_is_put_in_order_and_narrowed_down_by_what_is_on_air(client, evening, studio, set_clock):
    studio.article(name="后来的茶")
    arrange_shelf(by=SYSTEM, at=set_clock.now())
    assert NAMES.findall(shown(client, "/goods/")[1])[0] == "后来的茶"
    assert NAMES.findall(shown(client, "/goods/?sort=air")[1])[0] == "龙泉青瓷茶具"
    assert NAMES.findall(shown(client, "/goods/?air=1")[1]) == ["龙泉青瓷茶具"]


def test_a_preview_of_tomorrow_shows_what_is_planned_and_leaves_the_page_of_today_alone(
    client, evening, studio, set_clock
):
    tomorrow = studio.begins + DAY
    slot = studio.plan(starts_at=tomorrow, ends_at=tomorrow + timedelta(hours=1))
    studio.put(slot, studio.article(name="明天的茶"), number="102", quota=5)
    studio.confirm(slot)
    house = HouseClient()
    house.force_login(Account.objects.get(pk=studio.scheduler.account_id))

    seen = house.get("/preview/", {"at": (tomorrow + timedelta(minutes=5)).isoformat()}).content.decode()
    live = seen.partition('class="studio-now"')[2].partition("</article>")[0]
    assert "明天的茶" in live
    assert "龙泉青瓷茶具" not in live
    later = house.get("/preview/", {"at": (tomorrow + DAY).isoformat()}).content.decode()
    assert "明天的茶" not in later.partition('class="studio')[2].partition("</section>")[0]
    today = client.get("/").content.decode()
    assert "龙泉青瓷茶具" in today.partition('class="studio-now"')[2].partition("</article>")[0]
    assert f'action="/programme/{slot.number}/reminder"' in today, "among what comes up"


def test_the_guide_reaches_seven_days_back_and_ahead(client, evening, studio, set_clock):
    end_slot(slot_id=evening.slot_id, by=studio.scheduler, at=set_clock.now())
    aired = studio.begins.astimezone(SHANGHAI).date()
    coming = studio.begins + 14 * DAY
    slot = studio.plan(starts_at=coming, ends_at=coming + timedelta(hours=1))
    studio.put(slot, studio.article(name="十四天后的茶"), quota=5)
    studio.confirm(slot)

    set_clock.move(7 * DAY)
    said, page = shown(client, f"/programme/?day={aired}")
    assert "已播出" in said
    assert "龙泉青瓷茶具" in said
    assert "十四天后的茶" in shown(client, f"/programme/?day={aired + 14 * DAY}")[0]
    days = re.findall(r'\?day=([\d-]+)"', page)
    assert days == [str(aired + offset * DAY) for offset in range(15)]
    set_clock.move(DAY)
    assert "龙泉青瓷茶具" not in shown(client, f"/programme/?day={aired}")[0], "that is too long ago"
