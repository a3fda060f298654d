"""Giving back by the same arithmetic: what pieces of a line had, and what becomes of coupons, points, gifts.

The rule of the house for partial returns, announced with every promotion: each piece goes back at what was
paid for it. Thresholds are not counted anew, so nothing is taken back for pieces that are kept. A gift whose
goods no longer reach its threshold comes back too, or is paid for at the value that was stated
(网络购买商品七日无理由退货暂行办法, Art. 12). A coupon comes back when everything it was used on came
back; points come back piece by piece.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhanggui.kernel.money import Fen


def part(total: Fen, pieces: int, of: int) -> Fen:
    """What the first ``pieces`` of a line had of its total; so parts always add up to the whole.

    >>> [part(100, n, 3) - part(100, n - 1, 3) for n in (1, 2, 3)]
    [33, 33, 34]
    """
    return total * pieces // of


def points_of(explanation: Sequence[Mapping[str, Any]]) -> int:
    """How many points were spent on a line, by its kept explanation."""
    return sum(step["fen"] for step in explanation if step["step"] == "points")


def points_back(points: int, *, pieces: int, before: int, of: int) -> int:
    """The points for ``pieces`` of a line of which ``before`` pieces came back already."""
    return part(points, before + pieces, of) - part(points, before, of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """A gift that was given: its condition, its stated value, and what of both is still there."""

    threshold_fen: Fen
    kept_fen: Fen
    """What is kept of the goods that earned it, at what was paid for them before coupons and points."""
    unit_fen: Fen
    kept_pieces: int
    """Gifts that did not come back."""
    charged_fen: Fen = 0
    """What was charged for it in earlier returns."""


def gift_due(gift: Earned) -> Fen:
    """What is owed for a gift that was kept though its goods went back; nothing where it is still earned.

    >>> gift_due(Earned(threshold_fen=30000, kept_fen=31000, unit_fen=4900, kept_pieces=1))
    0
    >>> gift_due(Earned(threshold_fen=30000, kept_fen=0, unit_fen=4900, kept_pieces=1))
    4900
    """
    if gift.kept_fen > 0 and gift.kept_fen >= gift.threshold_fen:
        return 0
    return max(0, gift.unit_fen * gift.kept_pieces - gift.charged_fen)
