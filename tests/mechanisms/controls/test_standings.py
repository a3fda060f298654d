"""A control that no test has shown both green and red is named at the end of the suite."""

import sys
from types import ModuleType

import pytest

from tests.standings import Seen
from zhanggui.mechanisms.controls import Evidence, Status, all_controls, control, duty, register


@pytest.mark.parametrize(
    ("stood", "shown"),
    [
        pytest.param([], "nothing", id="never asked"),
        pytest.param(["kept"], "kept", id="only green"),
        pytest.param(["broken", "no_data"], "broken, no_data", id="only red"),
        pytest.param(["kept", "broken"], None, id="green and broken"),
        pytest.param(["kept", "at_risk"], None, id="green and at risk"),
    ],
)
def test_what_was_not_shown_is_named(monkeypatch, noon, stood, shown):
    monkeypatch.setattr(register, "_controls", {})
    coming = iter(stood)

    @control("B-6.1.3", title="Complaints answered in time")
    def answered(at):
        return Evidence(Status(next(coming)))

    duty("A-4.2.1", title="Staff", record="labour contracts", code="people.employment")
    seen, here = Seen(), ModuleType("here")
    monkeypatch.setitem(sys.modules, answered.__module__, here)
    seen.listen(next(one for one in all_controls() if not one.record))
    for _ in stood:
        here.answered(noon)

    named = [] if shown is None else [f"shown is {shown}; wanted are kept, and broken or at risk"]
    assert [line.partition(": ")[2] for line in seen.missing()] == named


def test_what_another_process_has_seen_counts(monkeypatch):
    monkeypatch.setattr(register, "_controls", {})
    control("B-6.1.3", title="Complaints answered in time")(lambda at: Evidence(Status.KEPT))
    (one,) = all_controls()
    seen = Seen()
    seen.add({one.code: ["kept"]})
    seen.add({one.code: ["broken"]})
    assert seen.missing() == []
