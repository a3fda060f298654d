"""The arithmetic of settlement: cycles, commission, and what returns give back. Plain integers of fen."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from zhanggui.domain.finance.states import Cycle
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import BP, Fen

SETTLING_TIME = timedelta(hours=1)
"""How long after the end of a cycle its last orders may still be on their way into the books."""


def cycle_end(cycle: Cycle | str, at: datetime) -> datetime:
    """The last end of a cycle that is at least an hour past: a midnight of Shanghai.

    >>> noon = datetime(2026, 11, 22, 12, tzinfo=SHANGHAI)
    >>> [str(cycle_end(cycle, noon).date()) for cycle in Cycle]
    ['2026-11-16', '2026-11-16', '2026-11-01']
    """
    day = (at - SETTLING_TIME).astimezone(SHANGHAI).date()
    match Cycle(cycle):
        case Cycle.WEEK:
            first = day - timedelta(days=day.weekday())
        case Cycle.HALF_MONTH:
            first = day.replace(day=16 if day.day >= 16 else 1)
        case Cycle.MONTH:
            first = day.replace(day=1)
    return datetime.combine(first, time(), tzinfo=SHANGHAI)


def cycle_start(cycle: Cycle | str, end: datetime) -> date:
    """The first day of the cycle that ends at this midnight.

    >>> end = datetime(2026, 11, 1, tzinfo=SHANGHAI)
    >>> [str(cycle_start(cycle, end)) for cycle in Cycle]
    ['2026-10-25', '2026-10-16', '2026-10-01']
    """
    last = end.astimezone(SHANGHAI).date() - timedelta(days=1)
    match Cycle(cycle):
        case Cycle.WEEK:
            return last - timedelta(days=6)
        case Cycle.HALF_MONTH:
            return last.replace(day=16 if last.day >= 16 else 1)
        case Cycle.MONTH:
            return last.replace(day=1)


def commission(kept_fen: Fen, rate_bp: int) -> Fen:
    """The commission on goods a customer kept, to the nearest fen, half a fen upwards.

    >>> commission(29_900, 1_250), commission(4, 1_250), commission(3, 1_250)
    (3738, 1, 0)
    """
    return (kept_fen * rate_bp + BP // 2) // BP


def commission_back(before_fen: Fen, after_fen: Fen, rate_bp: int) -> Fen:
    """What commission a return gives back: however it is split, all of it in the end.

    >>> sum(commission_back(b, a, 777) for b, a in [(300, 200), (200, 100), (100, 0)]) == commission(300, 777)
    True
    """
    return commission(before_fen, rate_bp) - commission(after_fen, rate_bp)


def rate_for(path: str, rates: Mapping[str, int], plain_bp: int) -> int:
    """The rate of the nearest branch of the category tree that has one, else the plain one.

    >>> rate_for("home/kitchen/knives/", {"home": 900, "kitchen": 1200}, 500)
    1200
    """
    for code in reversed(path.strip("/").split("/")):
        if code in rates:
            return rates[code]
    return plain_bp


def terms_content(terms: Any) -> dict[str, Any]:
    """What is approved when terms are."""
    content = {
        "supplier": str(terms.supplier_id),
        "cycle": terms.cycle,
        "commission_bp": terms.commission_bp,
        "category_bp": dict(sorted(terms.category_bp.items())),
        "discount_share_bp": terms.discount_share_bp,
        "starts_on": terms.starts_on.isoformat(),
    }
    # Terms approved before freight was shared keep the content they were approved with.
    return content | ({"freight_share_bp": terms.freight_share_bp} if terms.freight_share_bp else {})


def charge_content(charge: Any) -> dict[str, Any]:
    """What is approved when a charge is."""
    return {
        "supplier": str(charge.supplier_id),
        "kind": charge.kind,
        "amount_fen": charge.amount_fen,
        "reason": charge.reason,
        "from_deposit": charge.from_deposit,
        "evidence": charge.evidence,
    }


def claim_content(claim: Any) -> dict[str, Any]:
    """What is approved when a claim on the fund is."""
    return {
        "order": str(claim.order_id),
        "amount_fen": claim.amount_fen,
        "harm": claim.harm,
        "payee": claim.payee,
    }


def first_of_month(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def month_after(month: date) -> date:
    """The first day of the month after.

    >>> str(month_after(date(2026, 12, 1)))
    '2027-01-01'
    """
    return (month + timedelta(days=32)).replace(day=1)


def balanced(lines: Iterable[tuple[str, Fen, Fen]]) -> bool:
    """Whether the debits of these lines (account, debit, credit) are their credits."""
    return sum(debit - credit for _, debit, credit in lines) == 0
