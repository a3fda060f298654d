"""Goods from Excel: a sheet is taken in whole, or not at all, with every wrong row by its number."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from tests.domain.inventory.stockroom import Stockroom
from tests.people import LONG_AGO, somebody
from tests.surfaces.console.test_goods_desks import browser
from tests.surfaces.storefront.test_after_sales import png
from tests.vocabulary import nothing_changes
from zhanggui.domain.inventory.models import Measures, ShelfLot, StockCorrection, StockCount, StockDocument
from zhanggui.domain.inventory.sheets import KINDS
from zhanggui.identity.actor import HOUSE
from zhanggui.identity.models import Organisation
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Stockroom:
    made = Stockroom(clock.now())
    made.stock(10)
    return made


def book(kind: str, *rows: list[Any]) -> SimpleUploadedFile:
    made = Workbook()
    page = made.active
    assert page is not None
    page.append(list(KINDS[kind].values()))
    for row in rows:
        page.append(row)
    file = BytesIO()
    made.save(file)
    return SimpleUploadedFile("rows.xlsx", file.getvalue())


def test_a_scrap_document_comes_from_a_sheet(room):
    shelf = ShelfLot.objects.get()
    start = reverse("admin:inventory_stockdocument_start", args=["scrap"])
    sent = {"warehouse": room.warehouse.pk, "reason": "破损", "lines": ""}
    good, keeper = [room.sku.code, shelf.location.code, "L1", 2], browser(room.keeper)
    with nothing_changes():
        wrong = keeper.post(
            start, sent | {"sheet": book("document", good, ["NO", "", "", 1], [*good[:3], "two"])}
        )
    said = wrong.content.decode()
    assert wrong.status_code == 422
    assert "3 · SKU编号: NO" in said
    assert "4 · 件数: two" in said
    keeper.post(start, sent | {"sheet": book("document", good)})
    assert StockDocument.objects.get().lines.get().quantity == 2


def test_a_count_comes_from_a_sheet_with_each_article_once(room):
    act = reverse("admin:inventory_warehouse_act", args=[room.warehouse.pk, "count"])
    row, keeper = [room.sku.code, 9], browser(room.keeper)
    with nothing_changes():
        twice = keeper.post(act, {"counted": "", "sheet": book("count", row, row)})
    assert "3 · SKU编号" in twice.content.decode()
    keeper.post(act, {"counted": "", "sheet": book("count", row)})
    count = StockCount.objects.get()
    assert count.lines.get().difference == -1
    answer = keeper.get(reverse("admin:goods_sheet", args=["stockcount", count.pk]))
    rows = list(load_workbook(BytesIO(answer.content)).worksheets[0].values)
    assert [str(rows[1][0]), rows[1][4], str(rows[1][5]).strip("'")] == [room.sku.code, 9, "-1"]

    desk = f"/console/inventory/stockcount/{count.pk}"
    kind = Organisation.Kind.HOUSE
    house = Organisation.objects.create(pk=HOUSE, kind=kind, name="掌柜优选", created_at=LONG_AGO)
    keeper = browser(somebody("仓库主管", Role.WAREHOUSE_KEEPER, organisation=house))
    keeper.post(f"{desk}/act/attach/", {"file": png()})
    keeper.post(f"{desk}/act/correct/", {"reason": "重新清点两次"})
    shown = keeper.get(f"{desk}/change/").content.decode()
    assert ("破损.png" in shown, "仓库主管" in shown) == (True, True)
    assert "/act/correct/" not in shown, "it is proposed once"
    correction = StockCorrection.objects.get()
    page = keeper.get(f"/console/inventory/stockcorrection/{correction.pk}/change/").content.decode()
    assert "破损.png" in page
    paper = keeper.get(reverse("admin:goods_print", args=["stockcorrection", correction.pk]))
    assert "10 → 9" in paper.content.decode()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param([0, 100, 100, 300], "2 · 长(毫米)", id="an edge of nothing"),
        pytest.param([200, 100, 100, ""], "2 · 重量(克)", id="no weight"),
        pytest.param([9_000, 100, 100, 300], "2 · 长(毫米)", id="longer than anything"),
    ],
)
def test_measures_are_taken_in_whole_or_not_at_all(room, row, said):
    start = reverse("admin:inventory_measures_start", args=["sheet"])
    other, keeper = room.article(), browser(room.keeper)
    with nothing_changes():
        wrong = keeper.post(
            start, {"sheet": book("measures", [room.sku.code, *row], [other.code, 1, 1, 1, 1])}
        )
    assert said in wrong.content.decode()
    keeper.post(start, {"sheet": book("measures", [room.sku.code, 200, 100, 90, 300])})
    assert str(Measures.objects.get()) == "200 × 100 × 90 mm, 300 g"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_an_empty_sheet(room, kind):
    answer = browser(room.keeper).get(reverse("admin:goods_template", args=[kind]))
    headings = next(iter(load_workbook(BytesIO(answer.content)).worksheets[0].values))
    assert list(headings) == list(KINDS[kind].values())
    stranger = browser(somebody("坐席", Role.CS_AGENT))
    assert stranger.get(reverse("admin:goods_template", args=[kind])).status_code == 404
    assert browser(room.keeper).get("/console/goods/template/nothing.xlsx").status_code == 404


@pytest.mark.parametrize("which", ["ending", "slow", "defects"])
def test_the_lists_of_ageing_stock_are_given_to_excel(room, which):
    answer = browser(room.keeper).get(reverse("admin:stock_ageing_sheet", args=[which]))
    assert answer.content[:2] == b"PK"


def test_shelf_labels_have_bars_in_walking_order(room):
    page = browser(room.keeper).get(reverse("admin:shelf_labels", args=[room.warehouse.pk])).content.decode()
    assert page.count('class="barcode"') == room.warehouse.locations.count() == 1
    stranger = browser(somebody("坐席", Role.CS_AGENT))
    assert stranger.get(reverse("admin:shelf_labels", args=[room.warehouse.pk])).status_code in (403, 404)
