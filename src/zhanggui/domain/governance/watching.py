"""Watching indicators: a control that turns red opens the response to the risk it stands for."""

from datetime import datetime

from zhanggui.domain.governance.capabilities import REPORT_EVENTS
from zhanggui.domain.governance.models import RiskEvent
from zhanggui.domain.governance.operations.report_event import Happening, report_event
from zhanggui.domain.governance.queries import turned_red
from zhanggui.domain.governance.states import Gravity, Level
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms.controls import clauses


def watch_indicators(*, by: Actor, at: datetime) -> list[RiskEvent]:
    """Ask the controls that risks name, and respond to each that is broken, once until its case closes."""
    by.require(REPORT_EVENTS)
    return [
        report_event(
            risk_id=risk.pk,
            happening=Happening(
                what="; ".join(f"{one.id} {one.title_zh}" for one in clauses() if one.id in control.clauses),
                gravity=Gravity.MAJOR if risk.residual_level == Level.HIGH else Gravity.MINOR,
                indicator=control.code,
            ),
            by=by,
            at=at,
        )
        for risk, control in turned_red(at)
    ]
