"""The rules of hours and minutes, by themselves."""

from datetime import date, datetime, timedelta

import pytest

from zhanggui.domain.broadcast.airtime import Item
from zhanggui.domain.broadcast.rules import Aired, SlotToJudge, failed, hours_of, schedule
from zhanggui.kernel.clock import SHANGHAI

MINUTE = timedelta(minutes=1)


def at(hour, minute=0):
    return datetime(2026, 11, 24, hour, minute, tzinfo=SHANGHAI)


def short(begins, minutes=2, channel="satellite", beside=(), items=()):
    return SlotToJudge(
        channel_class=channel,
        licensed_from=date(2020, 1, 1),
        licensed_to=date(2030, 1, 1),
        programme_kind="short",
        starts_at=begins,
        ends_at=begins + minutes * MINUTE,
        host="林岚",
        host_certified=True,
        script="好物, 七日退货, 验货付款",
        shorts_beside=beside,
        items=[*public_service(), *items],
    )


def public_service(evening=4):
    """A day that keeps its share: three minutes in the morning, and so many in the evening."""
    morning = Item("public_service", "节约用水", at(8), at(8) + 3 * MINUTE)
    return [
        morning,
        *(Item("public_service", "文明出行", at(19, 9 + n), at(19, 10 + n)) for n in range(evening)),
    ]


def other(begins, minutes, same=False):
    return Aired(begins, begins + minutes * MINUTE, same)


@pytest.mark.parametrize(
    ("slot", "failing"),
    [
        pytest.param(short(at(10)), [], id="alone in the morning"),
        pytest.param(short(at(10), beside=[other(at(11), 2)]), [], id="one in the next hour"),
        pytest.param(short(at(10), beside=[other(at(10, 30), 2)]), ["per_hour"], id="two in an hour"),
        pytest.param(short(at(10, 59)), [], id="across the full hour"),
        pytest.param(
            short(at(10, 59), beside=[other(at(11, 40), 2)]), ["per_hour"], id="in the hour it ends in"
        ),
        pytest.param(short(at(17, 59), minutes=1), [], id="until six in the evening"),
        pytest.param(short(at(17, 59), minutes=2), ["hours"], id="a minute into the evening"),
        pytest.param(
            short(at(10), beside=[other(at(7 + n), 2, same=True) for n in range(2)]), [], id="the third time"
        ),
        pytest.param(
            short(at(12), beside=[other(at(7 + n), 2, same=True) for n in range(3)]),
            ["repeats"],
            id="the fourth time",
        ),
        pytest.param(short(at(10), 12, "general", [other(at(11), 12)]), [], id="twelve minutes in each hour"),
        pytest.param(
            short(at(10), 10, "general", [other(at(10, 30), 3)]),
            ["ad_minutes"],
            id="thirteen minutes in an hour",
        ),
        pytest.param(
            short(at(19, 0), 9, "general", [other(at(20), 9)]), [], id="eighteen minutes in the evening"
        ),
        pytest.param(
            short(at(19, 0), 10, "general", [other(at(20), 9)]),
            ["prime_time"],
            id="nineteen minutes in the evening",
        ),
        pytest.param(
            short(at(10), 10, "general", items=[Item("commercial", "某品牌", at(10, 30), at(10, 33))]),
            ["ad_minutes"],
            id="advertising of others counts",
        ),
        pytest.param(
            short(at(10), items=[Item("drama", "大宅门 3", at(9, 30), at(10, 15))]),
            ["drama"],
            id="inside an episode",
        ),
        pytest.param(
            short(at(10), items=[Item("drama", "大宅门 3", at(9, 15), at(10))]), [], id="after the episode"
        ),
        pytest.param(
            short(at(10), items=[Item("commercial", "某品牌", at(n), at(n, 50)) for n in range(6)]),
            ["public_service"],
            id="less than three percent of public service",
        ),
    ],
)
def test_hours_and_minutes_of_shorts(slot, failing):
    assert [check.code for check in failed(schedule(slot))] == failing


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        pytest.param(at(10), at(11), [10], id="one hour"),
        pytest.param(at(10, 30), at(11, 30), [10, 11], id="parts of two"),
        pytest.param(at(23, 30), at(23, 30) + timedelta(hours=1), [23, 0], id="over midnight"),
    ],
)
def test_the_clock_hours_a_slot_touches(since, until, hours):
    assert hours_of(since, until) == hours
