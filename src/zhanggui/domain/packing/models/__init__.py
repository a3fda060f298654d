"""The nouns of the packing bench: boxes, work at a bench, and what carriers took along."""

from zhanggui.domain.packing.models.benches import BenchWork, BoxType, PackedPieces, PackTrouble
from zhanggui.domain.packing.models.drops import DropOrder
from zhanggui.domain.packing.models.lists import HandOver, LoadedParcel
from zhanggui.domain.packing.models.relays import Relay

__all__ = [
    "BenchWork",
    "BoxType",
    "DropOrder",
    "HandOver",
    "LoadedParcel",
    "PackTrouble",
    "PackedPieces",
    "Relay",
]
