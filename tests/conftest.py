"""What every test may use."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from zhanggui.kernel import clock
from zhanggui.kernel.clock import SetClock


@pytest.fixture
def noon() -> datetime:
    """Noon in Shanghai on a Tuesday."""
    return datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@pytest.fixture
def set_clock(noon: datetime) -> Iterator[SetClock]:
    """A clock that stands at noon until the test moves it."""
    with clock.using(SetClock(noon)) as standing:
        yield standing
