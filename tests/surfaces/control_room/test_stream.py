"""Figures are pushed once a second to every screen that shows a ticket, by one look for all of them."""

import asyncio
import json
from datetime import timedelta

import pytest

from tests.domain.broadcast.conftest import studio  # noqa: F401
from tests.people import somebody
from tests.surfaces.control_room.test_room import bought, evening, watcher  # noqa: F401
from zhanggui.domain.broadcast.models import SlotGoods
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.surfaces.control_room import snapshot
from zhanggui.surfaces.control_room.stream import Stream
from zhanggui.surfaces.entrance import listening


class Screen:
    """A browser that listens, and keeps what it was told."""

    def __init__(self, query):
        self.scope = {"type": "http", "query_string": query.encode()}
        self.sent, self.leaves = [], asyncio.Event()

    async def receive(self):
        await self.leaves.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        self.sent.append(message)

    @property
    def told(self):
        bodies = [one["body"] for one in self.sent if one["type"] == "http.response.body"]
        return [json.loads(body[6:]) for body in bodies if body.startswith(b"data: ")]


def watching(screens, lasts, read, **terms):
    """Let these screens listen for a while."""

    async def all_of_them():
        terms_ = {"admits": lambda ticket: ticket == "ours", "seconds": 9.0, "every": 0.05, **terms}
        stream = Stream(read, **terms_)
        made = [Screen(query) for query in screens]
        listening = [asyncio.ensure_future(stream(one.scope, one.receive, one.send)) for one in made]
        await asyncio.sleep(lasts)
        for one in made:
            one.leaves.set()
        await asyncio.gather(*listening)
        return made, stream

    return asyncio.run(all_of_them())


def test_five_hundred_screens_are_one_look_at_a_time():
    looks = []

    def read():
        looks.append(1)
        return {"": {"n": len(looks)}, "ZGW": {"n": -len(looks)}}

    screens, stream = watching(["ticket=ours"] * 499 + ["ticket=ours&channel=ZGW"], 1.0, read)
    assert 3 <= len(looks) <= 21
    assert all(len(one.told) >= 2 for one in screens)
    assert screens[0].told[0] == {"n": 1}
    assert all(told["n"] < 0 for told in screens[-1].told)
    assert stream.listeners == 0


@pytest.mark.parametrize("turns", range(6), ids=lambda turns: f"{turns} turns of the loop later")
def test_a_screen_that_leaves_as_news_arrives_is_gone(turns):
    async def leaves():
        stream = Stream(lambda: {"": {"n": 1}}, admits=lambda _: True, seconds=9.0, every=9.0)
        one = Screen("ticket=ours")
        listens = asyncio.ensure_future(stream(one.scope, one.receive, one.send))
        await asyncio.sleep(0.02)
        one.leaves.set()
        for _ in range(turns):
            await asyncio.sleep(0)
        turn, stream.turn = stream.turn, asyncio.Event()
        turn.set()
        _, still_here = await asyncio.wait({listens}, timeout=1)
        return still_here

    assert asyncio.run(leaves()) == set()


def test_what_has_not_changed_is_not_told_again():
    (screen,), _ = watching(["ticket=ours"], 0.5, lambda: {"": {"n": 7}})
    assert screen.told == [{"n": 7}]


def test_without_a_ticket_nobody_listens():
    (screen,), stream = watching(["ticket=forged"], 0.1, dict)
    assert (screen.sent[0]["status"], screen.told, stream.reader) == (403, [], None)


def test_a_look_that_fails_does_not_end_the_stream():
    looks = []

    def read():
        looks.append(1)
        if len(looks) == 1:
            raise OSError("the database is away")
        return {"": {"n": 1}}

    (screen,), _ = watching(["ticket=ours"], 0.5, read)
    assert screen.told == [{"n": 1}]


def test_listening_ends_when_the_time_of_the_ticket_is_over():
    (screen,), _ = watching(["ticket=ours"], 0.4, lambda: {"": {}}, seconds=0.1)
    assert screen.sent[-1] == {"type": "http.response.body", "body": b"", "more_body": False}


def test_a_ticket_holds_for_minutes(settings):
    assert listening.is_ticket(listening.ticket("a"))
    assert not listening.is_ticket(listening.ticket("a") + "x")
    assert not listening.is_ticket("")


@pytest.mark.django_db
def test_the_figures_are_those_of_the_orders(evening, set_clock, django_assert_num_queries):  # noqa: F811
    bought(evening, 3, set_clock.now())
    with django_assert_num_queries(4):
        seen = snapshot.look(set_clock.now())
    told = seen["east"]
    assert seen[""] is told
    assert told["goods"][str(evening.id)] == [3, 7, 0, 10]
    assert (told["orders"][-1], told["sums"][0], told["sums"][2]) == (1, 1, 3)


@pytest.mark.django_db
def test_quota_order_and_off_air_are_changed_from_the_room(evening, watcher, set_clock):  # noqa: F811
    address = f"/control-room/article/{evening.id}/"
    answer = watcher.post(address, {"do": "quota", "quota": "12", "reason": "加货"})
    assert answer.status_code == 200
    assert SlotGoods.objects.get(pk=evening.pk).quota == 12

    refused = watcher.post(address, {"do": "quota", "quota": "900", "reason": "再加"})
    assert refused.status_code == 422
    assert 'role="alert"' in refused.content.decode()
    assert watcher.post(address, {"do": "up"}).status_code == 200

    off = watcher.post(address, {"do": "off", "reason": "质量疑问"})
    assert "已撤播" in off.content.decode() or "下播" in off.content.decode()
    assert SlotGoods.objects.get(pk=evening.pk).off_air_reason == "质量疑问"


@pytest.mark.django_db
def test_who_only_looks_changes_nothing(evening, client, set_clock):  # noqa: F811
    client.force_login(Account.objects.get(pk=somebody("坐席", Role.CS_AGENT).account_id))
    assert client.get("/control-room/live/").json()["sums"][0] == 0
    assert client.get("/control-room/ticket/").status_code == 200
    answer = client.post(f"/control-room/article/{evening.id}/", {"do": "off", "reason": "x"})
    assert answer.status_code == 422
    assert SlotGoods.objects.get(pk=evening.pk).off_air_at is None


@pytest.mark.django_db
def test_a_stranger_gets_no_ticket(client):
    assert client.get("/control-room/ticket/").status_code == 403
    assert client.get("/control-room/live/").status_code == 403


def test_how_long_figures_are_shared():
    assert timedelta(seconds=1) >= snapshot.FRESH
