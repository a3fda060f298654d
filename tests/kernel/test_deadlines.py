"""When periods end (民法典 200–203, 1259)."""

from datetime import datetime

import pytest

from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.deadlines import (
    after_days,
    after_hours,
    after_months,
    after_working_days,
    after_years,
    china,
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        pytest.param(
            after_hours(at("2026-02-16T23:30"), 48),
            at("2026-02-18T23:30"),
            id="hours run through Spring Festival",
        ),
        pytest.param(
            after_days(at("2026-11-24T00:00"), 7), at("2026-12-02T00:00"), id="the first day is not counted"
        ),
        pytest.param(
            after_days(at("2026-11-24T23:59"), 7),
            at("2026-12-02T00:00"),
            id="whatever the hour of the first day",
        ),
        pytest.param(
            after_days(at("2025-12-28T12:00"), 7),
            at("2026-01-05T00:00"),
            id="over the new year, holiday or not",
        ),
        pytest.param(
            after_days(at("2026-02-10T12:00"), 7, calendar=china()),
            at("2026-02-25T00:00"),
            id="a last day in Spring Festival moves behind it",
        ),
        pytest.param(
            after_days(at("2026-09-25T12:00"), 7, calendar=china()),
            at("2026-10-09T00:00"),
            id="a last day in the National Day week moves behind it",
        ),
        pytest.param(
            after_days(at("2026-02-21T12:00"), 7, calendar=china()),
            at("2026-03-01T00:00"),
            id="a Saturday that is worked is no holiday",
        ),
        pytest.param(
            after_working_days(at("2026-02-13T12:00"), 3, calendar=china()),
            at("2026-02-26T00:00"),
            id="working days: the worked Saturday, then the days after the festival",
        ),
        pytest.param(
            after_working_days(at("2026-11-20T12:00"), 7, calendar=china()),
            at("2026-12-02T00:00"),
            id="seven working days over two weekends",
        ),
        pytest.param(
            after_months(at("2026-01-31T12:00"), 1),
            at("2026-03-01T00:00"),
            id="a month without a 31st ends on its last",
        ),
        pytest.param(
            after_months(at("2026-11-24T12:00"), 3), at("2027-02-25T00:00"), id="months over the new year"
        ),
        pytest.param(
            after_years(at("2024-02-29T12:00"), 1), at("2025-03-01T00:00"), id="a year from a leap day"
        ),
    ],
)
def test_when_a_period_ends(ends: datetime, expected: datetime):
    assert ends == expected


def test_of_years_not_announced_only_weekends_are_known():
    assert 2026 in china().years
    assert 2016 not in china().years
    assert after_working_days(at("2016-09-02T12:00"), 1, calendar=china()) == at("2016-09-06T00:00")
