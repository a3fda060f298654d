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
from zhanggui.domain.delivery.models import Allocation, PickList, Shipment
from zhanggui.domain.packing.models import HandOver, PackTrouble, Relay
from zhanggui.domain.packing.operations import sign_hand_over
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


def test_a_parcel_that_came_back_is_unpacked_piece_by_piece(hall, noon):
    """The page of a parcel says how it was packed, in words; what came back damaged is not sold again."""
    parcel = hall.handed_over(hall.boxed(2))
    hall.tell("returned", hours=20)
    client = browser(hall.keeper)
    address = f"/console/delivery/shipment/{parcel.pk}"
    page = client.get(f"{address}/change/").content.decode()
    assert "面单清晰" in page
    assert f"{parcel.order.number} → " in page
    damaged = f"damaged:{parcel.order.lines.get().sku_id}"
    assert client.post(f"{address}/act/unpack/", {damaged: "3"}).status_code == 422
    client.post(f"{address}/act/unpack/", {damaged: "1"})
    assert hall.where() == {"near": 1, "scrapped": 1}


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


@pytest.mark.parametrize("what", ["labels", "notes-a5", "notes-a4"])
def test_all_parcels_of_a_list_are_printed_at_once_and_hide_what_one_label_hides(hall, what):
    client, listed = browser(hall.keeper), opened(hall)
    parcels = [hall.boxed(2, 1)]
    load(hall, listed, parcels[0].number, "SF30000000")
    address = f"/console/print/hand-over/{listed.pk}/{what}/"
    asked_for(client, address)
    few = asked_for(client, address)
    for which in (1, 2, 3):
        parcels.append(hall.boxed(1, which))
        load(hall, listed, parcels[-1].number, number=f"SF3000000{which}")
    assert asked_for(client, address) == few
    shown = client.get(address).content.decode()
    assert shown.count("<article") == len(parcels)
    for which, parcel in enumerate(parcels):
        assert (f"SF3000000{which}" if what == "labels" else parcel.number) in shown
        assert parcel.order.address.mobile not in shown
        assert parcel.order.address.recipient not in shown
    # Whose way is over needs no label any more.
    Shipment.objects.filter(pk=parcels[0].pk).update(state="lost")
    left = client.get(address).content.decode()
    assert left.count("<article") == len(parcels) - 1
    assert "SF30000000" not in left


def test_a_walk_prints_what_is_packed_says_what_is_not_and_long_batches_are_several_prints(hall, monkeypatch):
    client, parts = browser(hall.keeper), [hall.picked(1) for _ in range(3)]
    walk = parts[0].pick_list
    Allocation.objects.filter(pk__in=[part.pk for part in parts]).update(pick_list=walk)
    address = f"/console/print/pick-list/{walk.pk}/labels/"
    assert "没有可打印的内容" in client.get(address).content.decode()
    for part in parts[:2]:
        hall.full(part)
        hall.weigh(part, 950)
        hall.close(part)
    page = client.get(address).content.decode()
    assert "1 个尚未打包" in page
    monkeypatch.setattr("zhanggui.domain.packing.labels.PRINTED", 1)
    seen = [client.get(address, {"part": n}).content.decode() for n in (1, 2)]
    assert [one.count("<article") for one in seen] == [1, 1]
    assert seen[0] != seen[1]
    assert client.get(address, {"part": 3}).status_code == 404


@pytest.mark.parametrize(
    "address", ["wave/{no}/labels/", "hand-over/{no}/notes-a5/", "nothing/{no}/labels/", "wave/{no}/letters/"]
)
def test_what_is_no_batch_is_not_found(hall, address):
    there = "/console/print/" + address.format(no="00000000-0000-7000-8000-000000000009")
    assert browser(hall.keeper).get(there).status_code == 404


def test_the_lists_of_a_day_are_printed_together(hall):
    client, listed = browser(hall.keeper), opened(hall)
    assert client.get("/console/hand-over/print/").content.decode().count("<article") == 0
    parcel = hall.boxed(1)
    load(hall, listed, parcel.number, "SF30000009")
    asked_for(client, "/console/hand-over/print/")
    few = asked_for(client, "/console/hand-over/print/")
    sign_hand_over(hand_over_id=listed.pk, driver="王师傅", by=hall.keeper, at=hall.at)
    load(hall, opened(hall), hall.boxed(1).number, "SF30000010")
    page = client.get("/console/hand-over/print/").content.decode()
    assert page.count("<article") == 2
    assert "王师傅" in page
    assert asked_for(client, "/console/hand-over/print/") == few


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
