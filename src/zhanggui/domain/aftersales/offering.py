"""What can be asked for what somebody bought: by which right, until when, by which law; or why it cannot."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhanggui.domain.aftersales.capabilities import GOODWILL
from zhanggui.domain.aftersales.purchases import Purchase
from zhanggui.domain.aftersales.queries import Returnable, returnable
from zhanggui.domain.aftersales.refusals import EveryPieceGone, NotSignedFor, OrderOver
from zhanggui.domain.aftersales.righting import why_not
from zhanggui.domain.aftersales.rules import norm_of
from zhanggui.domain.aftersales.states import Remedy, ReturnKind
from zhanggui.domain.sales.queries import order_concerning
from zhanggui.domain.sales.states import OVER
from zhanggui.identity.actor import Actor
from zhanggui.kernel.norms import source_of
from zhanggui.kernel.refusal import Refusal

RIGHTS = (
    (Remedy.RETURN, ReturnKind.NO_REASON),
    (Remedy.RETURN, ReturnKind.QUALITY),
    (Remedy.EXCHANGE, ReturnKind.NO_REASON),
    (Remedy.EXCHANGE, ReturnKind.QUALITY),
    (Remedy.REPAIR, ReturnKind.QUALITY),
    (Remedy.REFUND_ONLY, ReturnKind.QUALITY),
)
"""What can be asked, by which right. Of what was never sent, the money comes back without a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One thing that can be asked by one right, or why not. ``goodwill``: an agent may take it down still."""

    remedy: Remedy
    kind: ReturnKind
    pieces: int
    """At most so many."""
    until: datetime | None
    source: str
    refusal: Refusal | None = None
    goodwill: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it can be asked for at all."""
        return self.refusal is None or self.goodwill


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedLine:
    """A line of an order, with everything that can be asked for it."""

    line: Returnable
    offered: tuple[Offered, ...]


def offered(order_id: UUID, *, by: Actor, at: datetime) -> list[OfferedLine]:
    """What can be asked for each line of an order. Raises ``NotFound``."""
    order = order_concerning(order_id, by=by)
    return [
        OfferedLine(
            line=line,
            offered=tuple(
                _offered(order, line, remedy, _kind(order, remedy, kind), by, at) for remedy, kind in RIGHTS
            ),
        )
        for line in returnable(order.id, by=by)
    ]


def _kind(order: Purchase, remedy: Remedy, kind: ReturnKind) -> ReturnKind:
    unsent = remedy == Remedy.REFUND_ONLY and order.shipped_at is None
    return ReturnKind.NO_REASON if unsent else kind


def _offered(
    order: Purchase, line: Returnable, remedy: Remedy, kind: ReturnKind, by: Actor, at: datetime
) -> Offered:
    pieces = line.to_repair if remedy == Remedy.REPAIR else line.left
    firm = _firm(order, line, remedy, pieces)
    refusal = firm or why_not(remedy, kind, line.rights, line.name, at)
    return Offered(
        remedy=remedy,
        kind=kind,
        pieces=pieces,
        until=None if remedy == Remedy.REFUND_ONLY else line.rights.until(kind, remedy),
        source=source_of(norm_of(remedy, kind, line.rights), on=order.delivered_at or at),
        refusal=refusal,
        goodwill=refusal is not None and firm is None and by.may(GOODWILL),
    )


def _firm(order: Purchase, line: Returnable, remedy: Remedy, pieces: int) -> Refusal | None:
    """What not even goodwill helps against."""
    if order.state in OVER:
        return OrderOver(number=order.number)
    if not pieces:
        return EveryPieceGone(name=line.name)
    if order.delivered_at is None and remedy != Remedy.REFUND_ONLY:
        return NotSignedFor(number=order.number)
    return None
