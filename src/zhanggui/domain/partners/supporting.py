"""The clocks of what partners ask the house for: technical and operating support (B-3.2.5)."""

from collections.abc import Callable
from datetime import datetime, timedelta

from zhanggui.domain.partners.capabilities import HANDLE_SUPPORT
from zhanggui.identity.roles import Role
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.cases import CasePolicy, Clocks, Closing, Rung


def _hours(key: str) -> Callable[[datetime], datetime]:
    return lambda opened_at: opened_at + timedelta(hours=norm(key, on=opened_at))


SUPPORT = CasePolicy(
    kind="partners.support",
    title="Support for a partner",
    prefix="ZC",
    severities={
        "ordinary": Clocks(
            respond=_hours("partner.support_respond_hours"), answer=_hours("partner.support_answer_hours")
        )
    },
    handling=HANDLE_SUPPORT,
    escalation=(Rung(80, Role.SUPPLIER_MANAGER), Rung(100, Role.EXECUTIVE)),
    closing=Closing(finding=False, reply=True),
)
