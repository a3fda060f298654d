"""Approvals (审核): nothing goes live unreviewed.

An immutable version is submitted, walked through named steps by people other than its author, and only the
approved version can be published.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from zhanggui.mechanisms.approvals.digests import digest_of
from zhanggui.mechanisms.approvals.policy import Answer, ApprovalPolicy, Check, Judgement, Step, policy_of
from zhanggui.mechanisms.approvals.states import ReviewState, StepState, Verdict
from zhanggui.mechanisms.approvals.triggers import frozen_once_submitted, publishes_only_approved

if TYPE_CHECKING:
    from zhanggui.mechanisms.approvals.operations.decide import decide
    from zhanggui.mechanisms.approvals.operations.expire import expire
    from zhanggui.mechanisms.approvals.operations.submit import submit
    from zhanggui.mechanisms.approvals.operations.withdraw import withdraw
    from zhanggui.mechanisms.approvals.queries import (
        history,
        history_of_thread,
        is_approved,
        review_of,
        waiting_for,
    )

__all__ = [
    "Answer",
    "ApprovalPolicy",
    "Check",
    "Judgement",
    "ReviewState",
    "Step",
    "StepState",
    "Verdict",
    "decide",
    "digest_of",
    "expire",
    "frozen_once_submitted",
    "history",
    "history_of_thread",
    "is_approved",
    "policy_of",
    "publishes_only_approved",
    "review_of",
    "submit",
    "waiting_for",
    "withdraw",
]

_VERBS = ("decide", "expire", "submit", "withdraw")
_QUERIES = ("history", "history_of_thread", "is_approved", "review_of", "waiting_for")


def __getattr__(name: str) -> Any:
    """Verbs and queries need the models, which Django loads after this package: they come when asked for."""
    if name in _VERBS:
        return getattr(import_module(f"{__name__}.operations.{name}"), name)
    if name in _QUERIES:
        return getattr(import_module(f"{__name__}.queries"), name)
    raise AttributeError(name)
