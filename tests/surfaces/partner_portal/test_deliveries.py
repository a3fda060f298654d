"""Suppliers announce deliveries and send sheets: what is wrong is named, and nothing is half done."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from tests.conftest import HouseClient
from tests.domain.inventory.stockroom import Stockroom
from tests.people import somebody
from zhanggui.domain.catalog import sheets
from zhanggui.domain.catalog.models import GoodsVersion
from zhanggui.domain.inventory.models import DeliveryNotice
from zhanggui.domain.inventory.sheets import DELIVERY
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Stockroom:
    return Stockroom(clock.now())


@pytest.fixture
def portal(room: Stockroom, client: HouseClient) -> HouseClient:
    writer = somebody("供应商", Role.SUPPLIER, organisation=room.supplier.organisation)
    client.force_login(Account.objects.get(pk=writer.account_id))
    return client


def sheet(headings: Any, *rows: Any) -> SimpleUploadedFile:
    book, file = Workbook(), io.BytesIO()
    for row in (list(headings), *rows):
        book.active.append(row)
    book.save(file)
    return SimpleUploadedFile("表.xlsx", file.getvalue())


def notice(room: Stockroom, **change: Any) -> dict[str, Any]:
    soon = clock.now() + timedelta(days=1)
    return {
        "warehouse": str(room.warehouse.id),
        "delivery_note": "SH-9",
        "arrives_from": f"{soon:%Y-%m-%dT%H:%M}",
        "arrives_until": f"{soon + timedelta(hours=2):%Y-%m-%dT%H:%M}",
        "terms": "bought",
        "line-TOTAL_FORMS": "1",
        "line-INITIAL_FORMS": "0",
    } | change


def test_a_delivery_is_announced_from_excel_and_cancelled(portal, room):
    lines = sheet(DELIVERY.values(), [room.sku.code, 12, "L7", "2026-11-01", None, 18.5])
    answer = portal.post(reverse("partner_portal:new_delivery"), notice(room, sheet=lines))
    kept = DeliveryNotice.objects.get()

    assert answer.status_code == 302
    assert kept.lines.values_list("quantity", "lot", "unit_cost_fen").get() == (12, "L7", 1850)
    page = portal.get(reverse("partner_portal:delivery", args=[kept.number])).content.decode()
    assert "L7" in page
    portal.post(reverse("partner_portal:cancel_delivery", args=[kept.number]), {"reason": "车坏了"})
    kept.refresh_from_db()
    assert kept.state == "cancelled"


def test_a_wrong_cell_of_a_delivery_is_named_by_row_and_column(portal, room):
    lines = sheet(DELIVERY.values(), [room.sku.code, 1, "L7"], [room.sku.code, "many", "L8"])
    answer = portal.post(reverse("partner_portal:new_delivery"), notice(room, sheet=lines))

    assert answer.status_code == 422
    assert "3 · 件数" in answer.content.decode()
    assert not DeliveryNotice.objects.exists()


@pytest.mark.parametrize(
    ("keep", "drafts"),
    [pytest.param({}, 0, id="all or nothing"), pytest.param({"keep_good": "on"}, 1, id="keep the good rows")],
)
def test_a_sheet_of_goods_names_what_is_wrong_and_keeps_what_was_asked(portal, room, keep, drafts):
    good = {"category": room.sku.goods.category.code, "name": "龙井", "price_wish_fen": 99}
    bad = good | {"shelf_life_days": "long"}
    rows = [[row.get(field) for field in sheets.COLUMNS] for row in (good, bad)]
    sent = {"sheet": sheet(sheets.COLUMNS.values(), *rows)} | keep
    answer = portal.post(reverse("partner_portal:goods_sheet"), sent)

    said = answer.content.decode()
    assert "保质期(天)" in said
    assert '<td class="num">3</td>' in said
    assert GoodsVersion.objects.count() == drafts
