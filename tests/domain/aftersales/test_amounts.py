"""However a line is given back, in whatever parts, the same money goes back to the fen."""

from hypothesis import given
from hypothesis import strategies as st

from zhanggui.domain.aftersales.rules import LineMoney, discount_part_fen, refund_fen
from zhanggui.domain.aftersales.states import ReturnKind


@st.composite
def lines_in_parts(draw: st.DrawFn) -> tuple[LineMoney, list[int]]:
    """A line, and the pieces of it that come back one return after the other."""
    parts = draw(st.lists(st.integers(1, 9), min_size=1, max_size=8))
    quantity = sum(parts) + draw(st.integers(0, 5))
    amount = quantity * draw(st.integers(0, 1_000_000))
    discount = draw(st.integers(0, amount))
    line = LineMoney(
        quantity=quantity, amount_fen=amount, discount_fen=discount, freight_fen=draw(st.integers(0, 5_000))
    )
    return line, parts


@given(lines_in_parts(), st.sampled_from(ReturnKind))
def test_parts_make_up_what_one_return_would(given_back: tuple[LineMoney, list[int]], kind: ReturnKind):
    line, parts = given_back
    before, refunds, discounts = 0, [], []
    for pieces in parts:
        refunds.append(refund_fen(line, pieces=pieces, before=before, kind=kind))
        discounts.append(discount_part_fen(line, pieces=pieces, before=before))
        before += pieces

    assert min(refunds) >= 0
    assert sum(refunds) == refund_fen(line, pieces=before, before=0, kind=kind)
    assert sum(discounts) == discount_part_fen(line, pieces=before, before=0)
    freight = line.freight_fen if kind == ReturnKind.QUALITY else 0
    paid = line.amount_fen - line.discount_fen + freight
    assert sum(refunds) <= paid
    if before == line.quantity:
        assert sum(refunds) == paid
        assert sum(discounts) == line.discount_fen
