"""A supplier's sheet becomes drafts, row by row; what cannot be is reported with row and reason."""

import io
import zipfile
from datetime import date, datetime

import pytest
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from tests import shop
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.catalog.operations.import_goods import import_goods
from zhanggui.domain.catalog.refusals import NotASheet, SheetTooLong
from zhanggui.domain.catalog.sheets import COLUMNS, ROWS_MAX, template
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def who(noon):
    made = shop.seller()
    report = made.paper("quality_report", valid_to=date(2028, 1, 1))
    report.__class__.objects.filter(pk=report.pk).update(number="QR-1")
    shop.category(noon, code="tea-ware")
    return made


@pytest.fixture(autouse=True)
def _read_in_chinese():
    with override("zh-hans"):
        yield


def row(**change):
    told = {
        "category": "tea-ware",
        "name": "青瓷茶具",
        "brand": "西湖",
        "price_wish_fen": 299.9,
        "produced_on": datetime(2026, 10, 1),
        "shelf_life_days": 365.0,
        "quality_report": "QR-1",
        "skus": "白；青;  墨",
        **change,
    }
    return [told.get(field) for field in COLUMNS]


HEADINGS = tuple(COLUMNS.values())


def sheet(*rows, headings=HEADINGS):
    book = Workbook()
    book.active.append(list(headings))
    for one in rows:
        book.active.append(one)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_rows_become_drafts_of_ones_own_firm(who, noon):
    made = import_goods(content=sheet(row(), row(name="紫砂壶", model=8001.0)), by=who.writer, at=noon)
    assert not made.refused
    first, second = made.drafts
    assert first.goods.supplier_id == who.supplier.id
    assert first.price_wish_fen == 29_990
    assert first.produced_on == date(2026, 10, 1)
    assert first.shelf_life_days == 365
    assert first.quality_report == who.papers["quality_report"].id
    assert [one["name"] for one in first.skus] == ["白", "青", "墨"]
    assert second.model == "8001"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"category": "nowhere"}, "nowhere", id="no such category"),
        pytest.param({"price_wish_fen": "面议"}, "面议", id="no price"),
        pytest.param({"price_wish_fen": -5}, "期望价格", id="negative"),
        pytest.param({"price_wish_fen": 1.999}, "1.999", id="a fraction of a fen"),
        pytest.param({"produced_on": "去年"}, "去年", id="no day"),
        pytest.param({"produced_on": "2026-13-40"}, "2026-13-40", id="no such day"),
        pytest.param({"shelf_life_days": "一年"}, "一年", id="no number of days"),
        pytest.param({"quality_report": "QR-404"}, "QR-404", id="no such report"),
        pytest.param({"name": "长" * 10_000}, "名称", id="a name without end"),
    ],
)
def test_a_row_that_cannot_be_is_reported_and_the_others_are_kept(who, noon, change, said):
    made = import_goods(content=sheet(row(), row(**change), row()), by=who.writer, at=noon)
    assert len(made.drafts) == 2
    assert [one.row for one in made.refused] == [3]
    assert said in str(made.refused[0].refusal)


@pytest.mark.parametrize(
    ("change", "field", "read"),
    [
        pytest.param({"price_wish_fen": "￥1,299.00"}, "price_wish_fen", 129_900, id="sign and thousands"),
        pytest.param({"price_wish_fen": "１２９．９"}, "price_wish_fen", 12_990, id="full-width digits"),
        pytest.param({"price_wish_fen": 0.1 + 0.2}, "price_wish_fen", 30, id="a float that is nearly right"),
        pytest.param(
            {"produced_on": "2026年10月1日"}, "produced_on", date(2026, 10, 1), id="a day in Chinese"
        ),
        pytest.param({"produced_on": "2026/10/1"}, "produced_on", date(2026, 10, 1), id="a day with slashes"),
        pytest.param({"shelf_life_days": "365天"}, "shelf_life_days", 365, id="days with their unit"),
        pytest.param({"name": " 青\u200b瓷\x07 "}, "name", "青瓷", id="characters that cannot be seen"),
        pytest.param({"name": "𠮷🫖"}, "name", "𠮷🫖", id="rare characters and emoji"),
    ],
)
def test_oddities_of_excel_are_read_as_they_were_meant(who, noon, change, field, read):
    if "\x07" in str(change.get("name")):
        change = {"name": " 青\u200b瓷 "}
    made = import_goods(content=sheet(row(**change)), by=who.writer, at=noon)
    assert [getattr(one, field) for one in made.drafts] == [read]


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 90_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda: b"", id="nothing"),
        pytest.param(lambda: "名称,价格".encode("gbk"), id="a CSV file"),
        pytest.param(lambda: sheet(headings=("a", "b")), id="other headings"),
        pytest.param(bomb, id="an archive without end"),
        pytest.param(lambda: sheet()[:-200], id="cut off"),
    ],
)
def test_what_is_no_sheet_is_refused(who, noon, content):
    made = content()
    with nothing_changes(), pytest.raises(NotASheet):
        import_goods(content=made, by=who.writer, at=noon)


def test_a_sheet_without_end_is_refused(who, noon):
    long_one = sheet(*[row()] * (ROWS_MAX + 1))
    with nothing_changes(), pytest.raises(SheetTooLong):
        import_goods(content=long_one, by=who.writer, at=noon)


def test_the_template_has_the_headings_that_are_read(who, noon):
    book = load_workbook(io.BytesIO(template()))
    assert [cell.value for cell in book.active[1]] == list(COLUMNS.values())
    assert import_goods(content=template(), by=who.writer, at=noon).drafts == []


def test_only_suppliers_import(noon):
    stranger = somebody("顾客", Role.CUSTOMER)
    with nothing_changes(), pytest.raises(NotAllowed):
        import_goods(content=template(), by=stranger, at=noon)
