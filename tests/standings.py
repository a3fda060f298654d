"""Every control of the house is shown green, and shown turning red, by some test.

While the suite runs, what a control said when a test asked it is kept. After the whole suite a control that
no test has seen both kept and not kept fails the run: a judgement nobody has seen change proves nothing.
Asked together with all others, as the cockpit does, counts for nothing: nobody looks at it then.
"""

import sys
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any

import pytest

from zhanggui.mechanisms.controls import Control, Evidence, Status, all_controls

GREEN = frozenset({Status.KEPT})
RED = frozenset({Status.BROKEN, Status.AT_RISK})
SENT = "standings"


@dataclass
class Seen:
    """By the code of a control: how it stood when tests asked it."""

    stood: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def listen(self, control: Control) -> None:
        """Let tests that call this control tell us what it said. To be done before they are collected."""

        @wraps(control.judge)
        def told(at: datetime) -> Evidence:
            evidence = control.judge(at)
            self.stood[control.code].add(evidence.status.value)
            return evidence

        setattr(sys.modules[control.judge.__module__], control.judge.__name__, told)

    def add(self, told: dict[str, list[str]]) -> None:
        """What another process has seen."""
        for code, stood in told.items():
            self.stood[code].update(stood)

    def missing(self) -> list[str]:
        """Each control that was not shown, and what of it."""
        found = []
        for control in all_controls():
            stood = self.stood[control.code]
            if not control.record and not (stood & GREEN and stood & RED):
                shown = ", ".join(sorted(stood)) or "nothing"
                found.append(f"{control.code}: shown is {shown}; wanted are kept, and broken or at risk")
        return found


class Standings:
    """The part of pytest that listens, gathers from all processes, and judges at the end."""

    def __init__(self, config: pytest.Config) -> None:
        self.config, self.seen = config, Seen()
        for control in all_controls():
            self.seen.listen(control)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any, error: object) -> None:
        self.seen.add(getattr(node, "workeroutput", {}).get(SENT, {}))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if hasattr(self.config, "workeroutput"):
            self.config.workeroutput[SENT] = {code: sorted(each) for code, each in self.seen.stood.items()}
        elif whole(self.config) and self.seen.missing() and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if missing := self.seen.missing() if whole(self.config) else []:
            terminalreporter.section("controls not shown green and red", red=True, bold=True)
            terminalreporter.write_line("\n".join(missing))


def whole(config: pytest.Config) -> bool:
    """Whether the whole suite is run: of a part nothing can be said."""
    chosen = any(config.getoption(name, None) for name in ("keyword", "markexpr", "lf", "ignore", "deselect"))
    return config.args == config.getini("testpaths") and not chosen
