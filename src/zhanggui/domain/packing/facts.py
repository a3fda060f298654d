"""What happens at the packing benches, in the past tense."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("packing.box_added", "Box {code} {name} is in use")
@dataclass(frozen=True, kw_only=True)
class BoxAdded:
    code: str
    name: str


@trail.fact("packing.box_retired", "Box {code} is no longer used")
@dataclass(frozen=True, kw_only=True)
class BoxRetired:
    code: str


@trail.fact("packing.taken_to_bench", "The picked goods of order {order} were taken to a bench")
@dataclass(frozen=True, kw_only=True)
class TakenToBench:
    order: str


@trail.fact("packing.bench_left", "The packing of order {order} was left; its pieces are counted anew")
@dataclass(frozen=True, kw_only=True)
class BenchLeft:
    order: str


@trail.fact("packing.piece_packed", "{pieces} pieces of {sku} were checked into the parcel")
@dataclass(frozen=True, kw_only=True)
class PiecePacked:
    sku: str
    pieces: int


@trail.fact("packing.trouble_found", "At the bench, {pieces} pieces of {sku} were {what}")
@dataclass(frozen=True, kw_only=True)
class TroubleFound:
    sku: str
    pieces: int
    what: str


@trail.fact("packing.weighed", "In box {box} it weighs {weighed_grams} g, expected {expected_grams}")
@dataclass(frozen=True, kw_only=True)
class Weighed:
    box: str
    weighed_grams: int
    expected_grams: int | None
    stopped: int


@trail.fact("packing.looked_again", "Somebody else looked: {verdict}")
@dataclass(frozen=True, kw_only=True)
class LookedAgain:
    verdict: str
    difference_grams: int | None


@trail.fact("packing.parcel_closed", "Parcel {number} was closed in box {box}")
@dataclass(frozen=True, kw_only=True)
class ParcelClosed:
    number: str
    box: str


@trail.fact("packing.list_opened", "List {number} for {carrier} was opened")
@dataclass(frozen=True, kw_only=True)
class ListOpened:
    number: str
    carrier: str


@trail.fact("packing.parcel_loaded", "Parcel {parcel} was scanned onto list {number}")
@dataclass(frozen=True, kw_only=True)
class ParcelLoaded:
    number: str
    parcel: str


@trail.fact("packing.list_signed", "{driver} signed for {parcels} parcels of list {number}")
@dataclass(frozen=True, kw_only=True)
class ListSigned:
    number: str
    driver: str
    parcels: int


@trail.fact("packing.relay_connected", "A call about parcel {number} was put through to its recipient")
@dataclass(frozen=True, kw_only=True)
class RelayConnected:
    number: str


@trail.fact("packing.relays_ended", "{relays} relay extensions came to their end")
@dataclass(frozen=True, kw_only=True)
class RelaysEnded:
    relays: int


@trail.fact("packing.drop_accepted", "The supplier accepted to send its part of order {order}")
@dataclass(frozen=True, kw_only=True)
class DropAccepted:
    order: str


@trail.fact("packing.drop_declined", "The supplier cannot send its part of order {order}")
@dataclass(frozen=True, kw_only=True)
class DropDeclined:
    order: str


@trail.fact("packing.drop_packed", "The supplier packed its part of order {order} as parcel {parcel}")
@dataclass(frozen=True, kw_only=True)
class DropPacked:
    order: str
    parcel: str


@trail.fact("packing.suppliers_asked", "Suppliers were asked about {parts} parts of orders that are late")
@dataclass(frozen=True, kw_only=True)
class SuppliersAsked:
    parts: int


@trail.fact("packing.drop_labelled", "The supplier took label {number} for parcel {parcel}")
@dataclass(frozen=True, kw_only=True)
class DropLabelled:
    parcel: str
    number: str
