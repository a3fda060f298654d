"""The workbench: what waits for me, which clocks run out next, what is wrong."""

from typing import Any

from django.http import HttpRequest

from zhanggui.kernel import clock
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.cases.queries import desk as cases_desk
from zhanggui.mechanisms.controls.queries import broken_today
from zhanggui.surfaces.console.acting import acting

FEW = 8


def of(request: HttpRequest) -> dict[str, Any]:
    """What the workbench of this person shows."""
    by = acting(request)
    return {
        "now": clock.now(),
        "waiting": list(approvals.waiting_for(by)[:FEW]),
        "cases": list(cases_desk(by)[:FEW]),
        "broken": broken_today(),
    }
