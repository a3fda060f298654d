"""The schedule on the console: what it shows of a day, what a move draws anew, and who reads it."""

from datetime import timedelta

import pytest

from tests.domain.broadcast.conftest import HOUR, studio  # noqa: F401
from tests.people import somebody
from zhanggui.domain.broadcast.models import AirRecord, SlotGoods
from zhanggui.domain.broadcast.operations.end_slot import end_slot
from zhanggui.domain.broadcast.operations.start_slot import start_slot
from zhanggui.domain.broadcast.operations.take_off_air import take_off_air
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel.clock import SHANGHAI

pytestmark = pytest.mark.django_db

GREEN, RED = "检查全部通过", "个档期未通过检查"


@pytest.fixture
def signed_in(client, studio, set_clock):  # noqa: F811
    def come_in(role):
        client.force_login(Account.objects.get(pk=somebody(role, role).account_id))
        return client

    set_clock.move_to(studio.noon)
    client.force_login(Account.objects.get(pk=studio.scheduler.account_id))
    return come_in


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("day=9999-12-31", id="the last day there is"),
        pytest.param("day=0001-01-01", id="the first day there is"),
        pytest.param("day=0001-01-03&view=week", id="a week before the first"),
        pytest.param("day=morgen", id="no day at all"),
    ],
)
def test_what_is_no_day_of_a_schedule_is_today(asked, signed_in, client, studio):  # noqa: F811
    assert f'value="{studio.noon:%Y-%m-}' in read(client, f"/console/schedule/?{asked}")
    assert client.get(f"/console/schedule/sheet.xlsx?{asked}").status_code == 200


def test_an_empty_day_claims_nothing_of_its_gates(signed_in, client, studio):  # noqa: F811
    page = read(client, "/console/schedule/?day=2027-06-01")
    assert "暂无安排" in page
    assert not [claim for claim in (GREEN, RED) if claim in page]
    studio.plan()
    assert RED in read(client, f"/console/schedule/?day={studio.begins.astimezone(SHANGHAI):%Y-%m-%d}")


def test_a_move_draws_timeline_list_and_gates_anew(signed_in, client, studio):  # noqa: F811
    slot = studio.plan()
    begins = studio.begins.astimezone(SHANGHAI) + 2 * HOUR
    to = {"starts_at": f"{begins:%Y-%m-%dT%H:%M}", "ends_at": f"{begins + HOUR:%Y-%m-%dT%H:%M}"}
    day = f"{begins:%Y-%m-%d}"
    moved = client.post("/console/schedule/move/", {"slot": slot.pk, "view": "day", "day": day, **to})
    parts = moved.content.decode().split("data-part=")[1:]
    assert [part.split('"')[1] for part in parts] == ["timeline", "gates", "slots"]
    assert f'data-starts="{begins:%H:%M}"' in parts[0]
    assert RED in parts[1]
    assert f"{begins:%H:%M}</time>–" in parts[2]


def test_the_gate_shows_what_is_wrong_and_folds_what_is_not(signed_in, client, studio):  # noqa: F811
    slot = studio.plan(host_id=None)
    studio.put(slot, studio.article())
    gate = read(client, f"/console/broadcast/slot/{slot.pk}/change/").split('id="gate"')[1]
    wrong, fine = gate.split("<details")
    assert (wrong.count("row-bad"), "TV-09" in wrong, "请选择主持人" in wrong) == (1, True, True)
    assert "row-bad" not in fine.split("</details>")[0]
    assert fine.count("<tr>") > 15


def test_the_host_reads_the_rundown_with_what_was_taken_off(signed_in, studio, set_clock):  # noqa: F811
    slot = studio.plan()
    first, second = studio.put(slot, studio.article()), studio.put(slot, studio.article(), "102")
    studio.confirm(slot)
    set_clock.move_to(studio.begins)
    start_slot(slot_id=slot.pk, by=studio.scheduler, at=studio.begins)
    at = studio.begins + timedelta(minutes=5)
    take_off_air(slot_goods_id=first.pk, reason="釉面有裂", by=studio.scheduler, at=at)
    page = read(signed_in(Role.HOST), f"/console/schedule/{slot.pk}/rundown/")
    assert "已下播: 釉面有裂" in page
    assert f'<b class="figure">{second.item_number}</b>' in page
    assert f'<s class="figure">{SlotGoods.objects.get(pk=first.pk).item_number}</s>' in page
    assert 'value="up"' not in page


def test_the_archive_is_read_in_words(signed_in, studio, set_clock):  # noqa: F811
    goods = studio.ready()
    set_clock.move_to(studio.begins)
    start_slot(slot_id=goods.slot_id, by=studio.scheduler, at=studio.begins)
    end_slot(slot_id=goods.slot_id, by=studio.scheduler, at=studio.begins + HOUR)
    record = AirRecord.objects.get()
    page = read(signed_in(Role.INTERNAL_AUDITOR), f"/console/broadcast/airrecord/{record.pk}/change/")
    goods_words = (goods.sku.code, "¥299.00", "龙泉青瓷茶具套装")
    for words in ("晚间好物", "林岚", "验货付款", record.digest, *goods_words):
        assert words in page
    assert "尚未登记录像" in page
    assert not [key for key in ("channel_id", str(goods.sku_id), "started_at") if key in page]


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        pytest.param(Role.HOST, True, id="the host"),
        pytest.param(Role.QUALITY_INSPECTOR, True, id="who may take an article off"),
        pytest.param(Role.FINANCE, False, id="finance"),
    ],
)
def test_a_day_begins_with_what_is_on_air(role, shown, signed_in, studio, set_clock):  # noqa: F811
    goods = studio.ready()
    set_clock.move_to(studio.begins)
    start_slot(slot_id=goods.slot_id, by=studio.scheduler, at=studio.begins)
    client = signed_in(role)
    page = read(client, "/console/")
    assert (f"/console/broadcast/slot/{goods.slot_id}/change/" in page) is shown
    assert ("/control-room/" in page) is shown
    assert client.get("/control-room/").status_code == (200 if shown else 403)
