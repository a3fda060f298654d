"""Saying why somebody has no right to what they ask for, in words they can understand."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from zhanggui.domain.aftersales import rules
from zhanggui.domain.aftersales.purchases import PurchaseLine
from zhanggui.domain.aftersales.reading import rights_of
from zhanggui.domain.aftersales.refusals import (
    ExchangeWindowOver,
    ExcludedFromReturn,
    GuaranteeOver,
    NoGuarantee,
    NotSignedFor,
    WindowOver,
)
from zhanggui.domain.aftersales.rules import Entitlement, WhyNot
from zhanggui.domain.aftersales.states import Remedy, ReturnKind
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import Refusal

if TYPE_CHECKING:
    from zhanggui.domain.aftersales.operations.request import ReturnWish


def refuse_without_right(
    wish: "ReturnWish", lines: Mapping[UUID, PurchaseLine], signed_at: datetime | None, at: datetime
) -> None:
    """Raise the refusal of the first line on which the customer has no such right."""
    for line_id, rights in rights_of(list(lines.values()), signed_at).items():
        if refusal := why_not(wish.remedy, wish.kind, rights, lines[line_id].name, at):
            raise refusal


def why_not(remedy: Remedy, kind: ReturnKind, rights: Entitlement, name: str, at: datetime) -> Refusal | None:
    """The refusal that a customer would read, or None where they have the right."""
    reason = rules.why_not(remedy, kind, rights, at)
    match reason:
        case None:
            return None
        case WhyNot.EXCLUDED:
            return ExcludedFromReturn(name=name, reason=str(rights.excluded))
        case WhyNot.NO_GUARANTEE:
            return NoGuarantee(name=name)
        case WhyNot.NOT_SIGNED:
            return NotSignedFor(number=name)
        case WhyNot.OVER:
            return _too_late(remedy, kind, rights, name)


def _too_late(remedy: Remedy, kind: ReturnKind, rights: Entitlement, name: str) -> Refusal:
    until = rights.until(kind, remedy)
    assert until is not None
    last = f"{until.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    if remedy == Remedy.REPAIR:
        return GuaranteeOver(name=name, until=last)
    if kind == ReturnKind.NO_REASON:
        return WindowOver(name=name, until=last)
    return ExchangeWindowOver(name=name, until=last)
