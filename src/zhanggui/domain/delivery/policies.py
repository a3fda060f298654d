"""The clocks of what goes wrong on the road (B-7.3.3), and of claims that carriers dispute (EX-05)."""

from collections.abc import Callable
from datetime import datetime, timedelta

from zhanggui.domain.delivery.capabilities import DECIDE_CLAIM, HANDLE_TROUBLE
from zhanggui.domain.delivery.states import TroubleKind
from zhanggui.identity.roles import Role
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.cases import CasePolicy, Clocks, Closing, Rung


def _hours(key: str) -> Callable[[datetime], datetime]:
    return lambda opened_at: opened_at + timedelta(hours=norm(key, on=opened_at))


def _days(key: str) -> Callable[[datetime], datetime]:
    return lambda opened_at: opened_at + timedelta(days=norm(key, on=opened_at))


CHAIN = (Rung(50, Role.LOGISTICS_MANAGER), Rung(80, Role.CS_SUPERVISOR), Rung(100, Role.EXECUTIVE))

TROUBLE = CasePolicy(
    kind="delivery.trouble",
    title="Trouble with a parcel",
    prefix="WL",
    severities={
        "question": Clocks(
            respond=_hours("delivery.trouble_answer_hours"), resolve=_days("delivery.claim_answer_days")
        ),
        "parcel": Clocks(
            respond=_hours("delivery.trouble_respond_hours"),
            answer=_hours("delivery.trouble_answer_hours"),
            resolve=_days("delivery.exception_days"),
        ),
    },
    handling=HANDLE_TROUBLE,
    escalation=CHAIN,
    closing=Closing(finding=True),
)
"""A parcel in trouble is answered in a day and settled in three; questions of conduct, in a week."""

CLAIM_DISPUTE = CasePolicy(
    kind="delivery.claim_dispute",
    title="Disputed claim against a carrier",
    prefix="PF",
    severities={"ordinary": Clocks(resolve=_days("delivery.claim_answer_days"))},
    handling=DECIDE_CLAIM,
    escalation=(Rung(80, Role.FINANCE), Rung(100, Role.EXECUTIVE)),
    closing=Closing(finding=True),
)

QUESTIONS = frozenset({TroubleKind.UNFOLLOWED, TroubleKind.LEFT_WITHOUT_CONSENT, TroubleKind.CAME_AFTER_ALL})
"""Nobody waits for a parcel because of these."""


def severity_of(kind: TroubleKind) -> str:
    """How a trouble is graded when its case is opened."""
    return "question" if kind in QUESTIONS else "parcel"
