"""What is asked of a packed parcel (B-7.1.2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhanggui.domain.delivery.refusals import PackingNotChecked
from zhanggui.kernel.money import Fen

PACKING_CHECKS: Mapping[str, str] = {
    "contents": "The contents agree with the order",
    "protected": "The goods are protected against breakage and moisture",
    "closed": "The parcel is clean and firmly closed",
    "labelled": "The label is readable, and shows no more than it may",
}
"""What a packer answers for each parcel (B-7.1.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packing:
    """How a parcel was packed: its weight, how much room it takes (0: not measured), and what it needs."""

    weight_grams: int
    material: str = ""
    volume_cm3: int = 0
    handling: frozenset[str] = frozenset()
    """Such as ``fragile``: what carriers ask more for."""
    checks: frozenset[str] = field(default_factory=lambda: frozenset(PACKING_CHECKS))
    note: str = ""

    def document(self) -> dict[str, Any]:
        """As it is kept with the parcel."""
        return {
            "weight_grams": self.weight_grams,
            "material": self.material,
            "volume_cm3": self.volume_cm3,
            "handling": sorted(self.handling),
            "checks": sorted(self.checks),
            "note": self.note,
        }


def refuse_unchecked(packing: Packing) -> None:
    """Refuse a parcel whose checks were not all answered with yes."""
    missing = sorted(set(PACKING_CHECKS) - packing.checks)
    if missing:
        raise PackingNotChecked(checks=", ".join(missing))


@dataclass(frozen=True, slots=True)
class Liability:
    """For how much a carrier answers: the declared value of this parcel (0: none), else what was agreed."""

    declared_fen: Fen
    agreed_fen: Fen


def owed_for(worth_fen: Fen, liability: Liability) -> Fen:
    """What a carrier owes for a parcel that is gone: never more than the goods were worth (EX-07).

    >>> owed_for(29900, Liability(20000, 10000)), owed_for(29900, Liability(0, 10000))
    (20000, 10000)
    >>> owed_for(5000, Liability(20000, 10000))
    5000
    """
    return min(worth_fen, liability.declared_fen or liability.agreed_fen)
