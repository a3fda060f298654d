"""Sold out while live: two queue in the shop, the producer finds a piece, the first is told and buys."""

from tests.browser.conftest import PHONE
from tests.people import somebody
from zhanggui.domain.broadcast.models import SlotGoods, WaitingPlace
from zhanggui.domain.messaging.models import Message
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.queries import addresses_of
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.place_order import place_order
from zhanggui.kernel import clock
from zhanggui.mechanisms.access.applicants import Customer
from zhanggui.mechanisms.access.operations.open_customer_account import open_customer_account

NUMBER = "801"


def a_customer(name, mobile) -> Account:
    """Somebody else who watches."""
    wish = Customer(name=name, mobile=mobile, purposes=("membership", "privacy"), channel="phone")
    return open_customer_account(customer=wish, by=somebody("坐席", Role.CS_AGENT), at=clock.now())


def one_is_sold(world, article):
    """The first customer buys one at the price on air."""
    line = LineWish(
        sku_id=article.sku_id, quantity=1, announced_fen=article.price.amount_fen, slot_goods_id=article.id
    )
    wish = OrderWish(
        customer_id=world.customer.id,
        channel="web",
        method="cash_on_delivery",
        address_id=addresses_of(world.customer.id)[0].id,
        lines=(line,),
        key="first",
    )
    place_order(wish=wish, by=world.customer.actor(via="web"), at=clock.now())


def sets_quota(room, pieces, shown):
    """The producer sets the quota on the wall, and sees what is left of it."""
    room.get_by_role("button", name=f"调整 {NUMBER}").click()
    room.fill("dialog[open] [name=quota]", str(pieces))
    room.locator("dialog[open] form:has([name=quota]) [name=reason]").fill("按库存调整")
    room.get_by_role("button", name="设定配额").click()
    room.locator(f"tr:has(.room-item:text-is('{NUMBER}')) {shown}").wait_for()


def joins(page, world):
    """On the page of the goods, where it says that it is sold out on air."""
    page.goto(f"/g/{world.numbers[0]}/")
    page.get_by_role("button", name="候补").click()
    page.wait_for_url("**/waiting/")


def test_who_queues_first_for_what_is_sold_out_buys_first(opened, shoot, world):
    article = SlotGoods.objects.select_related("price").get(item_number=NUMBER)
    one_is_sold(world, article)
    room = opened(world.scheduler)
    room.goto("/control-room/")
    sets_quota(room, 1, "[data-out]:not([hidden])")

    first, second = (
        opened(a_customer("赵一", "13800138011"), size=PHONE),
        opened(a_customer("钱二", "13800138012")),
    )
    first.goto(f"/g/{world.numbers[0]}/")
    shoot(first, "waiting-sold-out")
    joins(first, world)
    joins(second, world)
    second.get_by_text("前面还有 1 位").wait_for()
    shoot(second, "waiting-second")
    room.reload()
    room.locator(f"tr:has(.room-item:text-is('{NUMBER}')) [data-waiting]:text-is('2')").wait_for()
    shoot(room, "waiting-room")

    sets_quota(room, 2, "[data-sold]:text-is('2')")
    told = Message.objects.get(account=WaitingPlace.objects.get(state="offered").customer, channel="inbox")
    assert NUMBER in told.body
    first.goto("/me/notices/")
    first.get_by_text(NUMBER).first.wait_for()
    first.goto("/waiting/")
    shoot(first, "waiting-my-turn")
    second.reload()
    assert second.get_by_role("button", name="立即订购").count() == 0, "nobody overtakes"
    buys(first)

    places = WaitingPlace.objects.order_by("number")
    assert [place.state for place in places] == ["taken", "waiting"]
    order = Order.objects.latest("placed_at")
    assert order.lines.get().slot_goods_id == article.id
    second.reload()
    second.get_by_text("下一位就是您").wait_for()


def buys(page):
    """From the offer to the order, with an address written on the way."""
    page.get_by_role("button", name="立即订购").click()
    page.wait_for_url("**/checkout/")
    page.check("input[name=address][value=new]")
    for field, value in {"recipient": "赵一", "mobile": "13800138011", "street": "文三路 2 号"}.items():
        page.fill(f"#id_to-{field}", value)
    page.select_option("#id_to-province", "浙江省")
    page.select_option("#id_to-city", "杭州市")
    page.wait_for_selector("select#id_to-district")
    page.select_option("#id_to-district", "西湖区")
    page.check("input[name=method][value=cash_on_delivery]")
    page.click("button[name=order]")
    page.wait_for_url("**/placed/")
