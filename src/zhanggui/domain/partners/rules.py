"""Codes of firms, and until when a partner may trade. Pure."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

from zhanggui.domain.partners.refusals import UsccCharacters, UsccCheckDigit, UsccLength
from zhanggui.domain.partners.states import SuspensionCause
from zhanggui.kernel.clock import SHANGHAI


def credit_code(text: str) -> str:
    """The 18 characters of a unified social credit code (GB 32100-2015), from what somebody typed."""
    code = "".join(unicodedata.normalize("NFKC", text[:60]).split()).replace("-", "").upper()
    try:
        return str(uscc.validate(code))
    except InvalidLength as problem:
        raise UsccLength(length=len(code)) from problem
    except InvalidChecksum as problem:
        raise UsccCheckDigit from problem
    except ValidationError as problem:
        raise UsccCharacters from problem


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(
        date(year, month + 1, min(day.day, 28)) + timedelta(max(0, day.day - 28)), following - timedelta(1)
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """The last days of everything a partner's trade rests on; None where it is missing today."""

    papers: date | None
    agreement: date | None
    verification: date | None

    def ends(self) -> Mapping[SuspensionCause, date | None]:
        """Each of them by what its end would be called."""
        return {
            SuspensionCause.DOCUMENT_EXPIRED: self.papers,
            SuspensionCause.AGREEMENT_ENDED: self.agreement,
            SuspensionCause.VERIFICATION_OVERDUE: self.verification,
        }

    def wanting(self, at: datetime) -> SuspensionCause | None:
        """What keeps the partner from trading now, if anything does."""
        today = at.astimezone(SHANGHAI).date()
        for cause, last_day in self.ends().items():
            if last_day is None or last_day < today:
                return cause
        return None

    def trades_until(self) -> datetime | None:
        """The moment of the first end: midnight in Shanghai after the last day. None if one is missing."""
        days = [day for day in self.ends().values() if day is not None]
        if len(days) < len(self.ends()):
            return None
        first = min(days)
        if first == date.max:
            return None
        return datetime.combine(first + timedelta(days=1), time(), SHANGHAI)
