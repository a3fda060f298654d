"""A sheet is taken in whole or not at all; every wrong row is named."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from tests.domain.broadcast.conftest import HOUR
from tests.vocabulary import nothing_changes
from zhanggui.domain.broadcast.models import Slot
from zhanggui.domain.broadcast.operations.import_schedule import RowsOutOfBounds, ScheduleRow, import_schedule
from zhanggui.domain.broadcast.refusals import SheetRefused
from zhanggui.identity.models import Account
from zhanggui.surfaces.console import sheets
from zhanggui.surfaces.design.templatetags.design import said as shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(studio):
    sku = studio.article()
    return ScheduleRow(
        line=2,
        channel="east",
        programme="evening",
        starts_at=studio.begins,
        ends_at=studio.begins + HOUR,
        host="林岚",
        script="七日退货, 验货付款",
        sku=sku.code,
        item_number="301",
        quota=7,
        minutes=20,
    )


def test_rows_of_one_beginning_are_one_slot(studio, row):
    other = replace(row, line=3, sku=studio.article().code, item_number="302")
    (slot,) = import_schedule(rows=[row, other], by=studio.scheduler, at=studio.noon)
    told = [(one.item_number, one.quota, one.minutes) for one in slot.goods.order_by("position")]
    assert told == [("301", 7, 20), ("302", 7, 20)]
    assert Slot.objects.get().gate_failed == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"channel": "west"}, "频道 west 不存在", id="no such channel"),
        pytest.param({"programme": "morning"}, "节目 morning 不存在", id="no such programme"),
        pytest.param({"host": "某明星"}, " 某明星 不存在", id="a host without certificate"),
        pytest.param({"sku": "X-1"}, "规格 X-1 不存在", id="no such article"),
        pytest.param({"item_number": "1"}, "3 至 6 位数字", id="a number nobody can dial"),
        pytest.param({"quota": 0}, "quota", id="nothing to sell"),
    ],
)
def test_one_wrong_row_keeps_all_out_and_is_named(change, said, studio, row):
    wrong = replace(row, line=9, starts_at=studio.begins + 2 * HOUR, ends_at=studio.begins + 3 * HOUR)
    with nothing_changes(), pytest.raises(SheetRefused) as refused:
        import_schedule(rows=[row, replace(wrong, **change)], by=studio.scheduler, at=studio.noon)
    assert refused.value.details["rows"] == [9]
    (line,) = shown(refused.value).splitlines()[1:]
    assert line.startswith("第 9 行：")
    assert said in line


def test_slots_of_a_sheet_may_not_overlap(studio, row):
    later = replace(row, line=3, starts_at=row.starts_at + HOUR / 2, item_number="302")
    with nothing_changes(), pytest.raises(SheetRefused) as refused:
        import_schedule(rows=[row, later], by=studio.scheduler, at=studio.noon)
    assert refused.value.details["rows"] == [3]


def book(rows):
    made = Workbook()
    for one in rows:
        made.active.append(one)
    file = BytesIO()
    made.save(file)
    file.seek(0)
    return file


def test_what_goes_out_comes_in_again(studio, row, client, set_clock):
    import_schedule(rows=[row], by=studio.scheduler, at=studio.noon)
    client.force_login(Account.objects.get(pk=studio.scheduler.account_id))
    answer = client.get("/console/schedule/sheet.xlsx?view=week&channel=east&day=2026-11-24")
    rows = [[cell.value for cell in line] for line in load_workbook(BytesIO(answer.content)).active]
    assert rows[0][0] == "频道"
    (again,) = sheets.read(book(rows))
    assert again == row


def test_a_sheet_is_read_as_people_write_it():
    cells = ["ZG1", "2026/11/24", "23:30", "0:30", "P", None, "稿", 1200.5, 301.0, "S1", 5.0, None, None]
    (row,) = sheets.read(book([["x"] * 13, cells]))
    assert (row.item_number, row.quota, row.target_fen, row.minutes) == ("301", 5, 120_050, 0)
    assert row.ends_at - row.starts_at == HOUR
    with pytest.raises(sheets.NoSheet):
        sheets.read(BytesIO(b"no workbook"))


def test_every_row_that_cannot_be_read_is_named():
    good = ["ZG1", "2026-11-24", "23:30", "0:30", "P", None, "稿", 1200.5, 301, "S1", 5, None, None]
    wrong = [["ZG1", None, *good[2:]], good, [*good[:2], "25:99", *good[3:]], [*good[:7], "很多", *good[8:]]]
    with pytest.raises(sheets.CellsUnreadable) as refused:
        sheets.read(book([["x"] * 13, *wrong]))
    assert shown(refused.value).splitlines()[1:] == [
        "第 2 行“日期”无法识别：—",
        "第 4 行“开始”无法识别：25:99",
        "第 5 行“销售目标（元）”无法识别：很多",
    ]


def test_of_very_many_wrong_rows_the_first_are_said_and_the_others_counted(studio, row):
    rows = [replace(row, line=n, channel="west") for n in range(2, 32)]
    with nothing_changes(), pytest.raises(SheetRefused) as refused:
        import_schedule(rows=rows, by=studio.scheduler, at=studio.noon)
    assert len(refused.value.details["rows"]) == 30
    assert shown(refused.value).splitlines()[12:] == ["第 13 行：频道 west 不存在。", "另有 18 行。"]


def test_an_empty_sheet_says_so(studio):
    with nothing_changes(), pytest.raises(RowsOutOfBounds):
        import_schedule(rows=[], by=studio.scheduler, at=studio.noon)
