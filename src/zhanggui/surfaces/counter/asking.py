"""A case after the sale that an agent writes for a customer: the rights, the questions, the sum, the word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict

from zhanggui.domain.aftersales.expecting import Expected
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.offering import Offered, OfferedLine, offered
from zhanggui.domain.aftersales.operations.request import Pieces, ReturnWish
from zhanggui.domain.aftersales.queries import asked_as, returns_of_order
from zhanggui.domain.aftersales.states import FAULTS, Cause, Remedy, ReturnKind
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.queries import order_numbered
from zhanggui.identity.actor import Actor
from zhanggui.journeys import swap
from zhanggui.journeys.ask_for_customer import CaseForCustomer, Wish, ask_for_customer, weigh
from zhanggui.journeys.request_return import ExchangeWish
from zhanggui.journeys.swap import Choice
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.money import FEN_MAX, Fen, fen
from zhanggui.kernel.numbers import whole_number
from zhanggui.kernel.refusal import Malformed, Refusal
from zhanggui.surfaces.counter.saying import Spoken, read_back

PIECES_MAX = 999


class WayUnchosen(Refusal):
    """Choose what the customer wants first."""

    code = "way-unchosen"
    status = 422


class SumUnspoken(Refusal):
    """Read out what it comes to and note that the customer agreed, before opening the case."""

    code = "sum-unspoken"
    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Something that can be asked for one line, with the key that chooses it."""

    line: OfferedLine
    offer: Offered
    arrived: bool
    shortcut: str = ""

    @property
    def value(self) -> str:
        """What the form sends."""
        return f"{self.line.line.line_id}:{self.offer.remedy}:{self.offer.kind}"

    @property
    def is_whole(self) -> bool:
        """What never arrived is asked for whole: no pieces are named."""
        return self.offer.remedy == Remedy.REFUND_ONLY and not self.arrived


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """An order with everything that can be asked of it, and the way that was chosen."""

    order: Order
    lines: Sequence[tuple[OfferedLine, Sequence[Way]]]
    cases: Sequence[Return]
    chosen: Way | None = None

    @property
    def others(self) -> list[OfferedLine]:
        """Lines that can come back in the same case."""
        if self.chosen is None or self.chosen.offer.remedy != Remedy.RETURN:
            return []
        return [line for line, _ in self.lines if line.line.left and line is not self.chosen.line]

    @property
    def causes(self) -> list[Cause]:
        """Why this way can be asked for."""
        if self.chosen is None or self.chosen.offer.remedy == Remedy.REPAIR:
            return []
        if self.order.delivered_at is None:
            return [Cause.NOT_RECEIVED] if self.order.shipped_at else [Cause.CHANGED_MIND, Cause.TOO_LATE]
        faulty = self.chosen.offer.kind == ReturnKind.QUALITY
        return [one for one in Cause if one != Cause.NOT_RECEIVED and (one in FAULTS) == faulty]


def sheet(number: str, *, way: str = "", by: Actor, at: datetime) -> Sheet:
    """The order of this number and what can be asked of it. Raises ``NotFound``."""
    order = order_numbered(number, by=by)
    arrived, keys = order.delivered_at is not None, iter("123456789")
    lines = [
        (line, [_way(line, offer, arrived, keys) for offer in line.offered])
        for line in offered(order.id, by=by, at=at)
    ]
    chosen = next((one for _, ways in lines for one in ways if one.value == way and one.offer.is_open), None)
    return Sheet(order=order, lines=lines, cases=list(returns_of_order(order.id)), chosen=chosen)


def _way(line: OfferedLine, offer: Offered, arrived: bool, keys: Any) -> Way:
    shortcut = next(keys, "") if offer.is_open else ""
    return Way(line=line, offer=offer, shortcut=shortcut, arrived=arrived)


def questions(on: Sheet, given: Mapping[str, Any], *, at: datetime) -> dict[str, Any]:
    """What is asked for the chosen way: pieces, why, and what is wanted instead."""
    if on.chosen is None:
        raise WayUnchosen
    pieces = _pieces_of(on.chosen, given)
    return {
        "sheet": on,
        "way": on.chosen,
        "pieces": pieces,
        "most": min(on.chosen.offer.pieces, PIECES_MAX),
        "given": given,
        "key": str(given.get("case_key", "")) or new_id().hex,
        "choices": [(f"{one.wanted.sku_id}:{one.difference_fen}", one) for one in _choices(on, pieces, at)],
    }


def _choices(on: Sheet, pieces: int, at: datetime) -> list[Choice]:
    way = on.chosen
    if way is None or way.offer.remedy != Remedy.EXCHANGE:
        return []
    line = on.order.lines.select_related("sku__goods", "order").get(pk=way.line.line.line_id)
    return swap.choices(line, pieces=pieces, kind=way.offer.kind, at=at)


def _pieces_of(way: Way, given: Mapping[str, Any]) -> int:
    asked = whole_number(str(given.get(f"pieces:{way.line.line.line_id}", "")), most=PIECES_MAX) or 1
    return min(max(asked, 1), max(way.offer.pieces, 1))


def wish_of(on: Sheet, form: QueryDict, consent: str = "") -> Wish:
    """What the form asks for. Raises ``WayUnchosen`` and ``Malformed``."""
    way = on.chosen
    if way is None:
        raise WayUnchosen
    common: dict[str, Any] = {
        "order_id": on.order.id,
        "kind": way.offer.kind,
        "key": form.get("case_key", "")[:80],
        "reason": form.get("reason", "").strip()[:400],
        "cause": _cause(form.get("cause", ""), way),
        "consent": consent,
    }
    if way.offer.remedy != Remedy.EXCHANGE:
        asked = _yuan(form.get("yuan", "")) if way.offer.remedy == Remedy.REFUND_ONLY else None
        return ReturnWish(**common, pieces=_pieces(on, form), remedy=way.offer.remedy, asked_fen=asked)
    sku, difference = _choice(form.get("choice", ""))
    (pieces,) = _pieces(on, form)
    return ExchangeWish(**common, pieces=pieces, sku_id=sku, announced_fen=difference)


def _pieces(on: Sheet, form: QueryDict) -> tuple[Pieces, ...]:
    assert on.chosen is not None
    if on.chosen.is_whole:
        return tuple(Pieces(line.line.line_id, line.line.left) for line, _ in on.lines if line.line.left)
    lines = [on.chosen.line, *on.others]
    counts = [(one.line.line_id, form.get(f"pieces:{one.line.line_id}", "").strip()) for one in lines]
    wanted = [(line, whole_number(text or "0", most=PIECES_MAX)) for line, text in counts]
    if any(count is None for _, count in wanted):
        raise Malformed(field="pieces", problem=f"1–{PIECES_MAX}")
    return tuple(Pieces(line, count) for line, count in wanted if count)


def _cause(text: str, way: Way) -> Cause | None:
    if way.offer.remedy == Remedy.REPAIR:
        return Cause.DEFECTIVE
    return Cause(text) if text in list(Cause) else None


def _choice(text: str) -> tuple[UUID, Fen]:
    sku, _, difference = text.partition(":")
    announced = whole_number(difference, least=-FEN_MAX, most=FEN_MAX)
    try:
        wanted = UUID(sku)
    except ValueError:
        wanted = None
    if wanted is None or announced is None:
        raise Malformed(field="choice", problem="it is not one of the form's")
    return wanted, announced


def _yuan(text: str) -> Fen | None:
    return fen(text) or None if text.strip() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the agent reads out, and the sum the form carries."""

    sentences: list[str]
    expected: Expected


def told(on: Sheet, form: QueryDict, *, by: Actor, at: datetime) -> Told:
    """What it comes to, in the words that are read out. Raises what asking for it would raise."""
    wish = wish_of(on, form)
    expected = weigh(wish=wish, by=by, at=at)
    names = {line.line.line_id: line.line.name for line, _ in on.lines}
    pieces = [wish.pieces] if isinstance(wish, ExchangeWish) else list(wish.pieces)
    assert on.chosen is not None
    spoken = Spoken(
        offer=on.chosen.offer,
        pieces=[(names[piece.line_id], piece.quantity) for piece in pieces],
        instead=_name_of(on, wish, at),
        expected=expected,
    )
    return Told(sentences=read_back(spoken, at=at), expected=expected)


def _name_of(on: Sheet, wish: Wish, at: datetime) -> str:
    if not isinstance(wish, ExchangeWish):
        return ""
    found = _choices(on, wish.pieces.quantity, at)
    return next((one.wanted.name for one in found if one.wanted.sku_id == wish.sku_id), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """Whom the agent talks to: the customer and the call, if there is one; where a link to pay leads."""

    caller_id: UUID | None = None
    call_id: UUID | None = None
    pay_address: str = ""


def open_case(on: Sheet, form: QueryDict, talk: Talk, *, by: Actor, at: datetime) -> Return:
    """Open the case the customer agreed to. Raises ``SumUnspoken`` and what ``ask_for_customer`` raises."""
    announced = form.get("announced", "")
    announced_fen = whole_number(announced, least=-FEN_MAX, most=FEN_MAX)
    if form.get("agreed") != "yes" or announced_fen is None:
        raise SumUnspoken
    earlier = asked_as(form.get("case_key", "")[:80], order_id=on.order.id)
    if earlier is not None:
        return earlier
    said = told(on, form, by=by, at=at)
    case = CaseForCustomer(
        wish=wish_of(on, form, consent="\n".join(said.sentences)),
        announced_fen=announced_fen,
        caller_id=talk.caller_id,
        call_id=talk.call_id,
        pay_address=talk.pay_address,
    )
    return ask_for_customer(case=case, by=by, at=at)
