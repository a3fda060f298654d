"""Codes of firms are checked before anybody looks at them; months end where calendars say."""

from datetime import UTC, date, datetime

import pytest

from zhanggui.domain.partners import rules
from zhanggui.domain.partners.refusals import UsccCharacters, UsccCheckDigit, UsccLength
from zhanggui.domain.partners.rules import Standing
from zhanggui.domain.partners.states import PARTNER, PartnerState, SuspensionCause
from zhanggui.kernel.refusal import Refusal


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("91330100MA2E3K7T4C", id="as printed"),
        pytest.param(" 9133 0100 ma2e-3k7t4c ", id="small letters, blanks and dashes"),
        pytest.param("９１３３０１００ＭＡ２Ｅ３Ｋ７Ｔ４Ｃ", id="full width"),
    ],
)
def test_a_right_code_is_taken_however_it_is_typed(typed: str) -> None:
    assert rules.credit_code(typed) == "91330100MA2E3K7T4C"


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        pytest.param("", UsccLength, id="nothing"),
        pytest.param("91330100MA2E3K7T4", UsccLength, id="one short"),
        pytest.param("91330100MA2E3K7T4C1", UsccLength, id="one long"),
        pytest.param("9" * 10_000, UsccLength, id="ten thousand"),
        pytest.param("91330100MA2E3K7T4D", UsccCheckDigit, id="wrong check digit"),
        pytest.param("91330100MA2E3K7T5C", UsccCheckDigit, id="one digit wrong"),
        pytest.param("19330100MA2E3K7T4C", UsccCheckDigit, id="two digits swapped"),
        pytest.param("91330100MO2E3K7T4C", UsccCharacters, id="the letter O"),
        pytest.param("91330100MA2E3K7T🐲C", UsccCharacters, id="a dragon"),
    ],
)
def test_a_wrong_code_is_refused_with_its_reason(typed: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        rules.credit_code(typed)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        pytest.param(date(2026, 11, 24), 6, date(2027, 5, 24), id="plain"),
        pytest.param(date(2026, 8, 31), 6, date(2027, 2, 28), id="into a short month"),
        pytest.param(date(2027, 8, 31), 6, date(2028, 2, 29), id="into a leap day"),
        pytest.param(date(2026, 6, 30), 6, date(2026, 12, 30), id="into December"),
        pytest.param(date(2026, 7, 1), 6, date(2027, 1, 1), id="over the year"),
        pytest.param(date(2026, 5, 31), 6, date(2026, 11, 30), id="the 31st into the 30th"),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, later: date) -> None:
    assert rules.months_later(day, months) == later


def test_trade_ends_at_midnight_in_shanghai_after_the_first_last_day() -> None:
    standing = Standing(papers=date.max, agreement=date(2027, 1, 31), verification=date(2027, 5, 1))
    assert standing.trades_until() == datetime(2027, 1, 31, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "wanting"),
    [
        pytest.param(datetime(2027, 1, 31, 15, 59, tzinfo=UTC), None, id="the last minute"),
        pytest.param(
            datetime(2027, 1, 31, 16, 0, tzinfo=UTC), SuspensionCause.AGREEMENT_ENDED, id="midnight"
        ),
    ],
)
def test_the_last_day_counts_whole(at: datetime, wanting: SuspensionCause | None) -> None:
    standing = Standing(papers=date.max, agreement=date(2027, 1, 31), verification=date(2027, 5, 1))
    assert standing.wanting(at) == wanting


def test_without_a_paper_there_is_no_trade() -> None:
    standing = Standing(papers=None, agreement=date(2027, 1, 31), verification=date(2027, 5, 1))
    assert standing.trades_until() is None
    assert standing.wanting(datetime(2026, 1, 1, tzinfo=UTC)) == SuspensionCause.DOCUMENT_EXPIRED


@pytest.mark.parametrize("verb", [pytest.param(verb, id=verb) for verb in PARTNER.verbs()])
@pytest.mark.parametrize("state", [pytest.param(state, id=state) for state in PartnerState])
def test_the_life_of_a_partner_is_a_table(state: PartnerState, verb: str) -> None:
    if PARTNER.allows(state, verb):
        assert PARTNER.after(state, verb) in PartnerState
    else:
        with pytest.raises(Refusal):
            PARTNER.after(state, verb)


def test_nobody_comes_back_after_leaving() -> None:
    assert PARTNER.final(PartnerState.LEFT)
