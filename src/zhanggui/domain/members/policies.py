"""How a member's wish to be forgotten is handled: fifteen working days, and somebody answers for it."""

from datetime import datetime, timedelta

from zhanggui.domain.members.capabilities import HANDLE_PRIVACY
from zhanggui.identity.roles import Role
from zhanggui.kernel.deadlines import after_working_days, china
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.cases import CasePolicy, Clocks, Closing, Rung


def _closed_by(opened_at: datetime) -> datetime:
    days = norm("member.closure_working_days", on=opened_at)
    return after_working_days(opened_at, days, calendar=china())


CLOSURE = CasePolicy(
    kind="members.closure",
    title="Account closure",
    prefix="XH",
    severities={"ordinary": Clocks(respond=timedelta(hours=24), resolve=_closed_by)},
    handling=HANDLE_PRIVACY,
    escalation=(
        Rung(50, Role.CS_SUPERVISOR),
        Rung(80, Role.COMPLIANCE_OFFICER),
        Rung(100, Role.EXECUTIVE),
    ),
    closing=Closing(finding=True, reply=True),
)
"""Electronic Commerce Law 24; PIPL 47 and 50; GB/T 35273-2020 8.5."""
