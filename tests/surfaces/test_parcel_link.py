"""The public page of a parcel: for whoever has its link, with nothing on it that tells whose it is."""

from datetime import date, datetime, timedelta

import pytest

from tests.journeys.road import HOUR, Road
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.delivery.following_links import code_of
from zhanggui.domain.delivery.models import CarrierClaim, Instruction, LeaveConsent
from zhanggui.domain.delivery.risks import at_risk
from zhanggui.domain.delivery.route import Here, route_of
from zhanggui.domain.sales.models import Order
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role

DAY = timedelta(days=1)


@pytest.fixture
def road(db: None, noon: datetime, set_clock) -> Road:
    road = Road(noon)
    road.sent()
    road.hears("collected", 2, place="杭州网点")
    road.hears("in_transit", 9, place="上海转运中心")
    road.hears("out_for_delivery", 20, place="上海转运中心")
    set_clock.move_to(noon + 21 * HOUR)
    return road


def parcel(road: Road):
    return Order.objects.get().shipments.get()


def test_the_link_shows_the_way_and_hides_the_person(client, road):
    shipment = parcel(road)
    page = client.get(f"/t/{code_of(shipment.number)}")

    text, address = page.content.decode(), shipment.order.address
    assert page.status_code == 200
    assert "上海转运中心" in text
    for secret in (
        address.recipient,
        address.mobile,
        address.street,
        shipment.tracking_number,
        shipment.order.number,
    ):
        assert secret not in text
    assert (page["X-Robots-Tag"], page["Referrer-Policy"]) == ("noindex, nofollow", "no-referrer")
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda code: code[:-1] + ("a" if code[-1] != "a" else "b"), id="another signature"),
        pytest.param(lambda code: code[:-1], id="cut off"),
        pytest.param(lambda code: "P261124-99999" + code[13:], id="another parcel"),
        pytest.param(lambda code: "x", id="nonsense"),
    ],
)
def test_nobody_finds_a_parcel_by_guessing(client, road, change):
    assert client.get(f"/t/{change(code_of(parcel(road).number))}").status_code == 404


@pytest.mark.parametrize(
    ("days", "status"),
    [pytest.param(29, 200, id="29 days later"), pytest.param(32, 404, id="too late")],
)
def test_the_link_ends_some_time_after_the_parcel(client, road, set_clock, days, status):
    road.hears("signed", 22)
    set_clock.move_to(road.at + days * DAY)

    assert client.get(f"/t/{code_of(parcel(road).number)}").status_code == status


def test_the_way_is_a_line_of_places_with_the_promise_beside_the_fact(road, noon):
    shipment = parcel(road)
    shipment.promised_on = date(2026, 11, 25)
    route = route_of(shipment, noon + 21 * HOUR)

    assert [(one.place, one.here) for one in route.stations][1:3] == [
        ("杭州网点", Here.PASSED),
        ("上海转运中心", Here.NOW),
    ]
    assert route.stations[2].at == noon + 9 * HOUR
    assert route.stations[-1].here is Here.AHEAD
    assert (route.promise, route.now, route.late) == (100, 58, False)
    later = route_of(shipment, noon + 60 * HOUR)
    assert (later.promise, later.now, later.late) == (60, 100, True)


def test_a_customer_says_who_else_may_take_it(client, road):
    order = Order.objects.get()
    client.force_login(Account.objects.get(pk=order.customer_id))
    client.post(f"/orders/{order.number}/leave", {"place": ["locker", "moon"]})
    assert LeaveConsent.objects.get().places == ["locker"]
    assert 'value="locker" checked' in client.get(f"/orders/{order.number}/").content.decode()

    client.post(f"/orders/{order.number}/leave", {})
    assert LeaveConsent.objects.get().places == []


def test_a_carrier_answers_in_its_portal(client, road, set_clock):
    road.hears("damaged", 21)
    road.bring_back(21)
    client.force_login(Account.objects.get(pk=road.courier.account_id))
    page = client.get("/partners/claims/").content.decode()
    claim = CarrierClaim.objects.get()
    assert claim.number in page

    client.post(f"/partners/instructions/{Instruction.objects.get().pk}/")
    client.post(f"/partners/claims/{claim.number}/", {"dispute": "1", "answer": "包装不合格"})
    claim.refresh_from_db()
    assert (Instruction.objects.get().taken_at is not None, claim.state) == (True, "disputed")


def test_a_claim_that_is_anothers_is_not_found(client, road):
    road.hears("damaged", 21)
    other = road.new_carrier("active")
    stranger = somebody("别家", Role.CARRIER, organisation=other.organisation)
    client.force_login(Account.objects.get(pk=stranger.account_id))
    with nothing_changes():
        answer = client.post(f"/partners/claims/{CarrierClaim.objects.get().number}/", {"accept": "1"})
    assert answer.status_code == 404


def test_the_board_shows_what_will_be_late_and_what_is_in_trouble(road, noon, client):
    shipment = parcel(road)
    shipment.promised_on = date(2026, 11, 24)
    shipment.save()
    road.hears("refused", 21)

    board = at_risk(by=road.manager, at=noon + 34 * HOUR)

    assert [one.parcel.number for one in board.endangered] == [shipment.number]
    assert [trouble.kind for trouble in board.troubles] == ["refused"]
    assert (board.on_the_road, len(board.by_kind), board.by_days_left) == (1, 1, [("-1", 1, "1")])
    client.force_login(Account.objects.get(pk=road.manager.account_id))
    assert shipment.number in client.get("/console/road/").content.decode()
