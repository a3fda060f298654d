"""The arithmetic of prices in time, against the slowest possible way of counting."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from zhanggui.domain.pricing.rules import ChannelTrades, Span, lowest_normal, reference_price

START = datetime(2026, 11, 24, tzinfo=UTC)
DAYS = 30


def day(number):
    return START + timedelta(days=number)


@st.composite
def histories(draw):
    """Prices that follow each other without overlapping, perhaps with gaps, the last perhaps open."""
    marks = sorted(draw(st.sets(st.integers(0, DAYS), min_size=2, max_size=8)))
    spans = [
        Span(draw(st.integers(1, 50)), day(since), day(until))
        for since, until in pairwise(marks)
        if draw(st.booleans())
    ]
    if draw(st.booleans()):
        spans.append(Span(draw(st.integers(1, 50)), day(marks[-1]), None))
    return draw(st.permutations(spans))


def by_days(spans, first, last):
    """Day by day: what the normal price was, or none."""
    prices = []
    for number in range(first, last):
        held = [s for s in spans if s.since <= day(number) and (s.until is None or s.until > day(number))]
        prices.append(held[0].amount_fen if held else None)
    return None if None in prices else min(prices)


@given(histories(), st.integers(0, DAYS), st.integers(1, DAYS))
def test_the_lowest_normal_price_is_that_of_every_single_day(spans, first, length):
    assert lowest_normal(spans, day(first), day(first + length)) == by_days(spans, first, first + length)


trades = st.builds(ChannelTrades, st.one_of(st.none(), st.integers(1, 10**6)), st.integers(1, 10**6))


@given(st.dictionaries(st.sampled_from(["web", "air", "phone", "api"]), trades))
def test_no_channel_was_ever_cheaper_than_the_reference(by_channel):
    reference = reference_price(by_channel)
    assert (reference is None) == (not by_channel)
    for one in by_channel.values():
        assert reference <= (one.last_fen if one.lowest_in_window_fen is None else one.lowest_in_window_fen)


@given(st.dictionaries(st.sampled_from(["web", "air", "phone"]), trades), trades)
def test_another_channel_never_raises_the_reference(by_channel, more):
    before, after = reference_price(by_channel), reference_price({**by_channel, "new": more})
    assert after is not None
    assert before is None or after <= before
