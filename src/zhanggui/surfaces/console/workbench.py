"""The workbench: what waits for me, which clocks run out next, what is wrong, what is on air."""

from typing import Any

from django.http import HttpRequest

from zhanggui.domain.broadcast.capabilities import SEE_CONTROL_ROOM, SEE_SLOTS
from zhanggui.domain.broadcast.on_air import coming, running
from zhanggui.kernel import clock
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.cases.queries import desk as cases_desk
from zhanggui.mechanisms.controls.queries import broken_today
from zhanggui.surfaces.console.acting import acting

FEW = 8
NEXT = 3


def of(request: HttpRequest) -> dict[str, Any]:
    """What the workbench of this person shows."""
    by, at = acting(request), clock.now()
    return {
        "now": at,
        "waiting": list(approvals.waiting_for(by)[:FEW]),
        "cases": list(cases_desk(by)[:FEW]),
        "broken": broken_today(),
        "on_air": [*running(), *coming(at=at, limit=NEXT)] if by.may(SEE_SLOTS) else [],
        "may_watch": by.may(SEE_CONTROL_ROOM),
    }
