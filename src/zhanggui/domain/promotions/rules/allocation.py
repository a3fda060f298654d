"""Sharing an amount among lines: no fen lost, none given beyond what a line can bear."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhanggui.kernel.money import Fen


@dataclass(frozen=True, slots=True)
class Share:
    """One who takes part: by this weight, at most so much. ``key`` settles ties."""

    key: str
    weight: int
    most: Fen


def allocate(total: Fen, shares: Sequence[Share]) -> dict[str, Fen]:
    """Share ``total`` by weight, nobody beyond ``most``; what nobody can bear is not shared.

    Whole fen first, the odd ones to the largest remainders; equal remainders by the larger weight, then by
    key. So the result does not depend on the order in which the shares are given. Who reaches ``most``
    leaves, and the others share what is left in the same way.

    >>> allocate(100, [Share("a", 1, 100), Share("b", 1, 100), Share("c", 1, 100)])
    {'a': 34, 'b': 33, 'c': 33}
    >>> allocate(100, [Share("a", 3, 10), Share("b", 1, 100)])
    {'a': 10, 'b': 90}
    """
    given = dict.fromkeys((share.key for share in shares), 0)
    left = min(total, sum(share.most for share in shares if share.weight > 0))
    taking = [share for share in shares if share.weight > 0 and share.most > 0]
    while left > 0:
        parts = _parts(left, taking)
        full = [share for share in taking if parts[share.key] >= share.most]
        if not full:
            return given | parts
        for share in full:
            given[share.key] = share.most
            left -= share.most
        taking = [share for share in taking if share not in full]
    return given


def _parts(total: Fen, taking: Sequence[Share]) -> dict[str, Fen]:
    whole = sum(share.weight for share in taking)
    parts = {share.key: total * share.weight // whole for share in taking}
    odd = sorted(taking, key=lambda share: (-(total * share.weight % whole), -share.weight, share.key))
    for share in odd[: total - sum(parts.values())]:
        parts[share.key] += 1
    return parts
