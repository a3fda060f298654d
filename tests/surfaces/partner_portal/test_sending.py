"""A supplier sends from its own warehouse in the portal: told of, accepted, packed, labelled, handed over."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from tests.domain.packing.test_dropping import Dropping
from tests.surfaces.console.test_goods_desks import browser
from zhanggui.domain.delivery.models import Allocation, Shipment
from zhanggui.domain.delivery.rules import PACKING_CHECKS

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(noon, set_clock) -> Dropping:
    return Dropping(noon)


def there(name: str, part: Allocation) -> str:
    return reverse(f"partner_portal:{name}", args=[part.pk])


def test_stock_is_told_of_by_hand_and_from_the_list_that_was_given_out(hall):
    client, stock = browser(hall.writer), reverse("partner_portal:own_stock")
    client.post(stock, {"sku": hall.goods[0].sku_id, "pieces": "7"})
    given = client.get(reverse("partner_portal:own_stock_sheet"))
    book = load_workbook(BytesIO(given.content))
    rows = {row[0]: row[1] for row in book.worksheets[0].values}
    assert rows[hall.code()] == 7

    for row in book.worksheets[0].iter_rows(min_row=2):
        row[1].value = 4
    file = BytesIO()
    book.save(file)
    client.post(stock, {"sheet": SimpleUploadedFile("a.xlsx", file.getvalue())})
    assert hall.tell(4) == 0
    wrong = client.post(stock, {"sheet": SimpleUploadedFile("a.xlsx", b"no sheet")})
    assert wrong.status_code == 422
    assert browser(hall.stranger).get(stock).status_code == 200
    assert hall.code() not in browser(hall.stranger).get(stock).content.decode()


def test_an_order_is_accepted_packed_labelled_and_handed_over(hall, settings):
    settings.RELAY_NUMBER = "4008210000"
    part = hall.asked(2)
    client, one = browser(hall.writer), there("sending_one", part)
    assert part.order.number in client.get(reverse("partner_portal:sending")).content.decode()
    client.post(one, {"verb": "accept"})
    client.post(one, {"verb": "pack", "weight": "900", "check": list(PACKING_CHECKS)})
    label = client.get(there("sending_label", part)).content.decode()
    address = part.order.address
    assert Shipment.objects.get().number in label
    assert "4008210000 转" in label
    assert address.mobile not in label
    assert address.recipient not in label
    client.post(one, {"verb": "ship", "carrier": hall.carrier.pk, "tracking_number": "YT12345678"})
    assert Shipment.objects.get().tracking_number == "YT12345678"
    assert "YT12345678" in client.get(one).content.decode()


def test_what_cannot_be_sent_is_declined_and_gone(hall):
    part = hall.asked()
    hall.stock(hall.near, 1)
    client = browser(hall.writer)
    client.post(there("sending_one", part), {"verb": "decline", "reason": "缺货"})
    assert Allocation.objects.get(released_at=None).warehouse_id == hall.near.id
    assert client.get(there("sending_one", part)).status_code == 404


@pytest.mark.parametrize("name", ["sending_one", "sending_label"])
def test_orders_of_others_are_not_there(hall, name):
    part = hall.asked()
    assert browser(hall.stranger).get(there(name, part)).status_code == 404
    assert browser(hall.stranger).post(there(name, part), {"verb": "accept"}).status_code == 404
    assert browser(hall.courier).get(there(name, part)).status_code == 404
    assert Allocation.objects.get().state == "allocated"
