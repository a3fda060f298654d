"""Cases (工单): nothing that goes wrong is forgotten.

A case has a kind, a severity, an owner, clocks that run from the second it was opened, day and night, and it
closes only with a finding and, where due, a rectification.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from zhanggui.mechanisms.cases.policy import CasePolicy, Clocks, Closing, Opening, Rung, policies, policy_of
from zhanggui.mechanisms.cases.states import CaseState, Clock

if TYPE_CHECKING:
    from zhanggui.mechanisms.cases.operations.answer import answer
    from zhanggui.mechanisms.cases.operations.assign import assign
    from zhanggui.mechanisms.cases.operations.close import close
    from zhanggui.mechanisms.cases.operations.escalate import escalate
    from zhanggui.mechanisms.cases.operations.hear import hear
    from zhanggui.mechanisms.cases.operations.note import note
    from zhanggui.mechanisms.cases.operations.open_case import open_case
    from zhanggui.mechanisms.cases.operations.regrade import regrade
    from zhanggui.mechanisms.cases.operations.reopen import reopen
    from zhanggui.mechanisms.cases.operations.resolve import Solution, resolve
    from zhanggui.mechanisms.cases.operations.respond import respond
    from zhanggui.mechanisms.cases.operations.tick import tick

__all__ = [
    "CasePolicy",
    "CaseState",
    "Clock",
    "Clocks",
    "Closing",
    "Opening",
    "Rung",
    "Solution",
    "answer",
    "assign",
    "close",
    "escalate",
    "hear",
    "note",
    "open_case",
    "policies",
    "policy_of",
    "regrade",
    "reopen",
    "resolve",
    "respond",
    "tick",
]


def __getattr__(name: str) -> Any:
    """Verbs need the models, which Django loads after this package: they come when asked for."""
    if name not in __all__:
        raise AttributeError(name)
    room = "resolve" if name == "Solution" else name
    return getattr(import_module(f"{__name__}.operations.{room}"), name)
