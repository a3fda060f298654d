"""Who may return what until when, what is refunded, and when a delay becomes a breach (CP-01 to CP-09)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from zhanggui.domain.aftersales.states import Alarm, FreightBearer, RefusalReason, ReturnKind
from zhanggui.domain.catalog.states import ReturnPolicy
from zhanggui.kernel.deadlines import after_days
from zhanggui.kernel.money import Fen
from zhanggui.kernel.norms import norm

OPENED_WORDS = frozenset(
    {"已拆封", "拆封", "已拆", "已开封", "开封", "包装已拆", "opened", "unpacked", "unsealed"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """What matters of a purchase for the right to return it."""

    signed_at: datetime | None
    policy: ReturnPolicy
    exclusion_confirmed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """The rights of a customer on one line, each with its last moment; ``None`` where there is none.

    ``excluded`` names the lawful ground on which a return without reason may be refused.
    """

    no_reason_until: datetime | None
    quality_until: datetime | None
    exchange_until: datetime | None
    excluded: RefusalReason | None

    def until(self, kind: ReturnKind) -> datetime | None:
        """Until when goods may come back by this right."""
        return self.no_reason_until if kind == ReturnKind.NO_REASON else self.quality_until


def entitlement(bought: Bought) -> Entitlement:
    """The rights on a purchase. Nothing starts to run before the goods were signed for.

    Seven days follow the day of signing, whole days of Shanghai, until 24:00 of the last (CP-02).
    """
    excluded = _excluded(bought)
    signed = bought.signed_at
    if signed is None:
        return Entitlement(no_reason_until=None, quality_until=None, exchange_until=None, excluded=excluded)
    window = after_days(signed, norm("return.no_reason_days", on=signed))
    return Entitlement(
        no_reason_until=None if excluded else window,
        quality_until=after_days(signed, norm("return.quality_days", on=signed)),
        exchange_until=after_days(signed, norm("return.exchange_days", on=signed)),
        excluded=excluded,
    )


def _excluded(bought: Bought) -> RefusalReason | None:
    """Without the confirmation of this very purchase, goods are not excluded (CP-03)."""
    if bought.policy == ReturnPolicy.EXCLUDED:
        return RefusalReason.EXCLUDED_BY_LAW
    if bought.policy == ReturnPolicy.CONFIRMED_EXCLUSION and bought.exclusion_confirmed_at is not None:
        return RefusalReason.EXCLUSION_CONFIRMED
    return None


def may_refuse(reason: RefusalReason, kind: ReturnKind, rights: Entitlement, requested_at: datetime) -> bool:
    """Whether the law lets a return be refused for this reason."""
    match reason:
        case RefusalReason.OUT_OF_TIME:
            until = rights.until(kind)
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
class Progress:
    """How far a return has come."""

    requested_at: datetime
    handled_at: datetime | None
    received_at: datetime | None
    refunded_at: datetime | None


def delays(progress: Progress, at: datetime) -> Mapping[Alarm, datetime]:
    """The limits a return has passed, each with the moment it ran out.

    A request must be dealt with, and money go back, within 15 days, or the delay counts as deliberate
    (CP-06); the refund itself is due within 7 days of the goods coming back (CP-01).
    """
    start = progress.requested_at
    limits = {
        Alarm.HANDLING_SLOW: (start, progress.handled_at, "return.delay_alarm_days"),
        Alarm.HANDLING_BREACH: (start, progress.handled_at, "return.delay_breach_days"),
    }
    if progress.received_at is not None:
        back = progress.received_at
        limits[Alarm.REFUND_LATE] = (back, progress.refunded_at, "return.refund_days")
        limits[Alarm.REFUND_SLOW] = (back, progress.refunded_at, "return.delay_alarm_days")
        limits[Alarm.REFUND_BREACH] = (back, progress.refunded_at, "return.delay_breach_days")
    return {
        alarm: due
        for alarm, (since, done, key) in limits.items()
        if (done or at) > (due := after_days(since, norm(key, on=since)))
    }
