"""The pages of the bench and the ramp: what they show, whom they refuse, and how little they ask."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domain.packing.benches import Benches
from tests.domain.packing.test_bench import trouble
from tests.domain.packing.test_hand_over import load, opened
from tests.people import somebody
from tests.surfaces.console.test_goods_desks import browser
from zhanggui.domain.delivery.models import Allocation, PickList
from zhanggui.domain.packing.models import HandOver, PackTrouble, Relay
from zhanggui.identity.roles import Role
from zhanggui.mechanisms.access.signed_calls import signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(noon, settings, set_clock) -> Benches:
    settings.RELAY_NUMBER = "4008210000"
    return Benches(noon)


def asked_for(client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_bench_asks_the_same_however_much_waits(hall):
    client = browser(hall.keeper)
    part = hall.picked(1)
    hall.full(part)
    hall.weigh(part, 5_000)
    hall.take(hall.picked(2, 1))
    asked_for(client, "/console/pack/")
    few = asked_for(client, "/console/pack/")
    for _ in range(3):
        hall.picked(1)
        more = hall.picked(1)
        hall.full(more)
        hall.weigh(more, 5_000)
    assert asked_for(client, "/console/pack/") == few


@pytest.mark.parametrize("address", ["pack/", "hand-over/", "packing/boxtype/"])
def test_only_the_warehouse_sees_the_bench(hall, address):
    assert browser(hall.manager).get(f"/console/{address}").status_code == 200
    assert browser(somebody("排期", Role.PROGRAMME_SCHEDULER)).get(f"/console/{address}").status_code == 403


def test_a_label_says_no_more_than_it_may(hall):
    parcel = hall.boxed(2)
    page = browser(hall.keeper).get(f"/console/pack/label/{parcel.pk}/").content.decode()
    address = parcel.order.address
    assert parcel.number in page
    assert f"转 {Relay.objects.get().extension}" in page
    assert address.mobile not in page
    assert address.recipient not in page
    stranger = browser(somebody("排期", Role.PROGRAMME_SCHEDULER))
    assert stranger.get(f"/console/pack/label/{parcel.pk}/").status_code == 403


def test_a_damaged_piece_leads_to_a_list_of_its_replacement(hall):
    part = hall.picked(2)
    hall.stock(hall.near, 2)
    hall.take(part)
    told = {"verb": "trouble", "what": "damaged", "pieces": "1", "sku": str(hall.goods[0].sku_id)}
    answer = browser(hall.keeper).post(f"/console/pack/{part.pk}/", told)
    walk = PickList.objects.get(finished_at=None)
    assert answer.url == f"/console/walk/{walk.pk}/"
    assert Allocation.objects.get(pick_list=walk).order_id == part.order_id
    assert PackTrouble.objects.get().what == "damaged"


def test_a_packed_or_given_back_part_says_so(hall):
    client, part = browser(hall.keeper), hall.picked(1)
    hall.full(part)
    trouble(hall, part, "missing")
    assert "放回原货位" in client.get(f"/console/pack/{part.pk}/").content.decode()
    parcel = hall.boxed(1)
    assert parcel.number in client.get(f"/console/pack/{parcel.allocation_id}/").content.decode()


def test_a_list_is_opened_scanned_and_given_to_excel(hall):
    client, parcel = browser(hall.keeper), hall.boxed(1)
    answer = client.post("/console/hand-over/", {"warehouse": hall.near.pk, "carrier": hall.carrier.pk})
    listed = HandOver.objects.get()
    assert answer.url == f"/console/hand-over/{listed.pk}/"
    client.post(answer.url, {"verb": "load", "code": parcel.number, "tracking_number": "SF10000001"})
    client.post(answer.url, {"verb": "sign", "driver": "王师傅"})
    listed.refresh_from_db()
    assert (listed.driver, listed.parcels.count()) == ("王师傅", 1)
    sheet = client.get(f"{answer.url}parcels.xlsx")
    assert sheet.headers["Content-Type"].endswith("spreadsheetml.sheet")


def test_only_the_telephone_system_learns_whom_an_extension_leads_to(hall, client, set_clock):
    parcel = hall.boxed(1)
    load(hall, opened(hall), parcel.number)
    body = json.dumps({"extension": Relay.objects.get().extension}).encode()
    address, kind = "/api/calls/relay", "application/json"
    unsigned = client.post(address, body, content_type=kind)
    assert unsigned.status_code == 403
    headers = signed("telephony", body, at=set_clock.now())
    answer = client.post(address, body, content_type=kind, headers=headers)
    assert answer.json() == {"number": parcel.order.address.mobile}
