"""What goes wrong where suppliers send themselves."""

from datetime import timedelta

from zhanggui.domain.packing.capabilities import HANDLE_LATE
from zhanggui.identity.roles import Role
from zhanggui.mechanisms.cases import CasePolicy, Clocks, Closing, Rung

LATE_DROP = CasePolicy(
    kind="packing.late_drop",
    title="A supplier sends late",
    prefix="DF",
    severities={"order": Clocks(respond=timedelta(hours=24), resolve=timedelta(hours=72))},
    handling=HANDLE_LATE,
    escalation=(Rung(50, Role.LOGISTICS_MANAGER), Rung(100, Role.COMPLIANCE_OFFICER)),
    closing=Closing(finding=True, rectification=False, reply=False),
)
"""One case for each part that should have left: the supplier is asked, and the customer hears of it."""
