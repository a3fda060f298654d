"""Which process runs which test: what one file makes for all its tests is made by one process, once."""

import pytest
from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/browser/", "tests/config/test_cli.py")
"""Files whose tests share what takes seconds to make: a browser, a house of its own."""


class Scheduling(LoadScopeScheduling):
    """The tests of such a file go to one process together, all others wherever there is time."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.split("::", 1)[0] if nodeid.startswith(TOGETHER) else nodeid


def slowest_first(items: list[pytest.Item]) -> None:
    """At the end no process should wait for a long test that another has only begun."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
