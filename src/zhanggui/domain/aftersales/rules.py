"""Who may return what until when, what is refunded, and when a delay becomes a breach (CP-01 to CP-10)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from zhanggui.domain.aftersales.states import (
    Alarm,
    Cause,
    Fault,
    FreightBearer,
    GuaranteeClass,
    Outcome,
    RefusalReason,
    Remedy,
    ReturnKind,
)
from zhanggui.domain.catalog.states import ReturnPolicy
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.deadlines import after_days, after_months
from zhanggui.kernel.money import Fen
from zhanggui.kernel.norms import norm

OPENED_WORDS = frozenset(
    {"已拆封", "拆封", "已拆", "已开封", "开封", "包装已拆", "opened", "unpacked", "unsealed"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantee:
    """The three-guarantee term of a category: its catalogue, and the months promised, if they are more."""

    kind: GuaranteeClass
    promised_months: int = 0

    def months(self, on: datetime) -> int:
        """How long it is repaired free of charge: never less than the law says."""
        return max(int(norm(f"guarantee.{self.kind}.months", on=on)), self.promised_months)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """A repair that has ended: of what, and how long the house kept the goods."""

    fault: Fault
    outcome: Outcome
    kept_from: datetime
    kept_until: datetime

    @property
    def days(self) -> int:
        """Days of Shanghai that the customer was without it."""
        return (self.kept_until.astimezone(SHANGHAI).date() - self.kept_from.astimezone(SHANGHAI).date()).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """What matters of a purchase for the rights on it."""

    signed_at: datetime | None
    policy: ReturnPolicy
    exclusion_confirmed_at: datetime | None
    guarantee: Guarantee | None = None
    repairs: tuple[Repaired, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """The rights of a customer on one line, each with its last moment; ``None`` where there is none.

    ``excluded`` names the lawful ground on which a return without reason may be refused. ``repairs_failed``:
    it was mended so often, or kept so long, that it is exchanged or taken back while the guarantee lasts.
    """

    no_reason_until: datetime | None
    quality_until: datetime | None
    exchange_until: datetime | None
    excluded: RefusalReason | None
    repair_until: datetime | None = None
    repairs_failed: bool = False
    guarantee: GuaranteeClass | None = None

    def until(self, kind: ReturnKind, remedy: Remedy = Remedy.RETURN) -> datetime | None:
        """Until when this can be asked for by this right."""
        if remedy == Remedy.REPAIR:
            return self.repair_until
        if kind == ReturnKind.NO_REASON:
            return self.no_reason_until
        return self.exchange_until if remedy == Remedy.EXCHANGE else self.quality_until


def entitlement(bought: Bought) -> Entitlement:
    """The rights on a purchase. Nothing starts to run before the goods were signed for.

    Seven days follow the day of signing, whole days of Shanghai, until 24:00 of the last (CP-02). Who had it
    repaired twice for the same fault, or waited too long for it, may return or exchange it as long as it is
    guaranteed (CP-09).
    """
    excluded = _excluded(bought)
    signed = bought.signed_at
    if signed is None:
        return Entitlement(no_reason_until=None, quality_until=None, exchange_until=None, excluded=excluded)
    window = after_days(signed, norm("return.no_reason_days", on=signed))
    quality = after_days(signed, norm("return.quality_days", on=signed))
    exchange = after_days(signed, norm("return.exchange_days", on=signed))
    repair, failed = guaranteed_until(bought), repairs_failed(bought.repairs, on=signed)
    return Entitlement(
        no_reason_until=None if excluded else window,
        quality_until=max(quality, repair) if failed and repair else quality,
        exchange_until=max(exchange, repair) if failed and repair else exchange,
        excluded=excluded,
        repair_until=repair,
        repairs_failed=failed,
        guarantee=bought.guarantee.kind if bought.guarantee else None,
    )


def guaranteed_until(bought: Bought) -> datetime | None:
    """When the guarantee ends: so many months after the day of signing, and the days it was being repaired.

    An exchange is a new purchase here, so it starts anew by itself (CP-10).
    """
    if bought.signed_at is None or bought.guarantee is None:
        return None
    months = bought.guarantee.months(bought.signed_at)
    if not months:
        return None
    return after_months(bought.signed_at, months) + timedelta(days=sum(one.days for one in bought.repairs))


def repairs_failed(repairs: Sequence[Repaired], *, on: datetime) -> bool:
    """Whether repairing was tried enough: twice for one fault, once for too long, or in vain (CP-09)."""
    counted = Counter(one.fault for one in repairs if one.outcome != Outcome.NO_FAULT)
    return (
        max(counted.values(), default=0) >= norm("guarantee.repairs_before_exchange", on=on)
        or any(one.days > norm("guarantee.repair_days_max", on=on) for one in repairs)
        or any(one.outcome == Outcome.BEYOND_REPAIR for one in repairs)
    )


class WhyNot(StrEnum):
    """Why something cannot be asked for."""

    NOT_SIGNED = "not_signed"
    EXCLUDED = "excluded"
    OVER = "over"
    NO_GUARANTEE = "no_guarantee"


def why_not(remedy: Remedy, kind: ReturnKind, rights: Entitlement, at: datetime) -> WhyNot | None:
    """Why a customer cannot ask for this, or None where they can. An agent may still out of goodwill.

    Defective goods may always be asked to be taken back: whether they are defective, a person looks at.
    """
    if remedy == Remedy.REFUND_ONLY or (remedy == Remedy.RETURN and kind == ReturnKind.QUALITY):
        return None
    if kind == ReturnKind.NO_REASON and rights.excluded is not None:
        return WhyNot.EXCLUDED
    until = rights.until(kind, remedy)
    if until is None:
        return WhyNot.NO_GUARANTEE if remedy == Remedy.REPAIR else WhyNot.NOT_SIGNED
    return WhyNot.OVER if at > until else None


def norm_of(remedy: Remedy, kind: ReturnKind, rights: Entitlement) -> str:
    """The number of law by which this can be asked for, or cannot: its source is what a customer is told."""
    if remedy == Remedy.REPAIR:
        return f"guarantee.{rights.guarantee or GuaranteeClass.PROMISED}.months"
    if remedy == Remedy.REFUND_ONLY and kind == ReturnKind.NO_REASON:
        return "return.delay_breach_days"
    if kind == ReturnKind.NO_REASON:
        return "return.no_reason_days"
    if rights.repairs_failed:
        return "guarantee.repairs_before_exchange"
    return "return.exchange_days" if remedy == Remedy.EXCHANGE else "return.quality_days"


def burden_until(signed_at: datetime | None, *, durable: bool) -> datetime | None:
    """Until when a defect of durable goods is presumed, and the seller proves the contrary (CP-08).

    ``None`` where nothing is presumed: other goods, or goods that were not signed for yet.
    """
    if signed_at is None or not durable:
        return None
    return after_months(signed_at, int(norm("return.burden_months", on=signed_at)))


def _excluded(bought: Bought) -> RefusalReason | None:
    """Without the confirmation of this very purchase, goods are not excluded (CP-03)."""
    if bought.policy == ReturnPolicy.EXCLUDED:
        return RefusalReason.EXCLUDED_BY_LAW
    if bought.policy == ReturnPolicy.CONFIRMED_EXCLUSION and bought.exclusion_confirmed_at is not None:
        return RefusalReason.EXCLUSION_CONFIRMED
    return None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, by which right, why and when."""

    kind: ReturnKind
    at: datetime
    remedy: Remedy = Remedy.RETURN
    cause: str = ""


def may_refuse(reason: RefusalReason, asked: Asked, rights: Entitlement) -> bool:
    """Whether the law lets it be refused for this reason."""
    kind, requested_at = asked.kind, asked.at
    match reason:
        case RefusalReason.SIGNED_FOR:
            return asked.cause == Cause.NOT_RECEIVED
        case RefusalReason.SOLD_OUT:
            return asked.remedy == Remedy.EXCHANGE
        case RefusalReason.NO_GUARANTEE:
            return asked.remedy == Remedy.REPAIR and (
                rights.repair_until is None or requested_at > rights.repair_until
            )
        case RefusalReason.OUT_OF_TIME:
            until = rights.until(kind, asked.remedy)
            return until is not None and requested_at > until
        case RefusalReason.EXCLUDED_BY_LAW | RefusalReason.EXCLUSION_CONFIRMED:
            return kind == ReturnKind.NO_REASON and rights.excluded == reason
        case RefusalReason.NOT_INTACT:
            return kind == ReturnKind.NO_REASON
        case RefusalReason.NO_DEFECT:
            return kind == ReturnKind.QUALITY
        case RefusalReason.OTHER_GOODS:
            return True


def only_says_opened(note: str) -> bool:
    """Whether a note says no more than that the goods were unpacked, which is no reason (CP-05).

    >>> only_says_opened("已拆封。"), only_says_opened("已拆封，杯身有裂痕")
    (True, False)
    """
    return note.strip().strip("。.!！ ").lower() in OPENED_WORDS


def freight_bearer(kind: ReturnKind) -> FreightBearer:
    """The customer pays the way back of goods without fault; the house, of others (CP-01, CP-07)."""
    return FreightBearer.CUSTOMER if kind == ReturnKind.NO_REASON else FreightBearer.HOUSE


@dataclass(frozen=True, slots=True, kw_only=True)
class LineMoney:
    """What was paid for one line, whole."""

    quantity: int
    amount_fen: Fen
    discount_fen: Fen
    freight_fen: Fen


def refund_fen(line: LineMoney, *, pieces: int, before: int, kind: ReturnKind) -> Fen:
    """What goes back for ``pieces`` of a line of which ``before`` pieces were refunded already.

    Returned in parts or at once, the same total goes back. The way out is refunded with defective goods only.

    >>> line = LineMoney(quantity=3, amount_fen=100, discount_fen=0, freight_fen=0)
    >>> [refund_fen(line, pieces=1, before=n, kind=ReturnKind.NO_REASON) for n in range(3)]
    [33, 33, 34]
    """
    total = line.amount_fen - line.discount_fen
    if kind == ReturnKind.QUALITY:
        total += line.freight_fen
    return _part(total, before + pieces, line.quantity) - _part(total, before, line.quantity)


def discount_part_fen(line: LineMoney, *, pieces: int, before: int) -> Fen:
    """The part of the house's discount that these pieces had."""
    done = _part(line.discount_fen, before, line.quantity)
    return _part(line.discount_fen, before + pieces, line.quantity) - done


def _part(total: Fen, pieces: int, of: int) -> Fen:
    return total * pieces // of


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Pieces of a line, and what they are exchanged for.

    ``same_goods``: another piece, colour or size of the same goods; what was taken off their price stays off.
    """

    pieces: int
    unit_fen: Fen
    same_goods: bool
    points: int = 0
    """Points spent on the whole line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapTerms:
    """What an exchange comes to. A positive difference is paid by the customer, a negative one paid back."""

    credit_fen: Fen
    """What counts of the money paid for the pieces that come back."""
    discount_fen: Fen
    points: int
    payable_fen: Fen

    @property
    def difference_fen(self) -> Fen:
        return self.payable_fen - self.credit_fen


def swap_terms(line: LineMoney, swap: Swap) -> SwapTerms:
    """What pieces are exchanged for. The same goods at the same price cost nothing, whatever was taken off.

    For other goods, what was paid counts, and they cost what they cost today.

    >>> line = LineMoney(quantity=3, amount_fen=300, discount_fen=100, freight_fen=10)
    >>> swap_terms(line, Swap(pieces=1, unit_fen=100, same_goods=True)).difference_fen
    0
    >>> swap_terms(line, Swap(pieces=1, unit_fen=120, same_goods=True)).difference_fen
    20
    >>> swap_terms(line, Swap(pieces=1, unit_fen=120, same_goods=False)).difference_fen
    54
    """
    credit = _part(line.amount_fen - line.discount_fen, swap.pieces, line.quantity)
    price, discount, points = swap.unit_fen * swap.pieces, 0, 0
    if swap.same_goods:
        discount = min(_part(line.amount_fen, swap.pieces, line.quantity) - credit, price)
        points = min(_part(swap.points, swap.pieces, line.quantity), discount)
    return SwapTerms(credit_fen=credit, discount_fen=discount, points=points, payable_fen=price - discount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a return has come."""

    requested_at: datetime
    handled_at: datetime | None
    received_at: datetime | None
    refunded_at: datetime | None
    remedy: Remedy = Remedy.RETURN


def delays(progress: Progress, at: datetime) -> Mapping[Alarm, datetime]:
    """The limits a return has passed, each with the moment it ran out.

    A request must be dealt with, and money go back, within 15 days, or the delay counts as deliberate
    (CP-06); the refund itself is due within 7 days of the goods coming back (CP-01), and goods that were
    brought to be repaired within 30 (CP-09).
    """
    start = progress.requested_at
    limits = {
        Alarm.HANDLING_SLOW: (start, progress.handled_at, "return.delay_alarm_days"),
        Alarm.HANDLING_BREACH: (start, progress.handled_at, "return.delay_breach_days"),
    }
    if progress.received_at is not None and progress.remedy == Remedy.REPAIR:
        limits[Alarm.REPAIR_SLOW] = (
            progress.received_at, progress.refunded_at, "guarantee.repair_days_max"
        )  # fmt: skip
    elif progress.received_at is not None:
        back = progress.received_at
        limits[Alarm.REFUND_LATE] = (back, progress.refunded_at, "return.refund_days")
        limits[Alarm.REFUND_SLOW] = (back, progress.refunded_at, "return.delay_alarm_days")
        limits[Alarm.REFUND_BREACH] = (back, progress.refunded_at, "return.delay_breach_days")
    return {
        alarm: due
        for alarm, (since, done, key) in limits.items()
        if (done or at) > (due := after_days(since, norm(key, on=since)))
    }
