"""What the chain promises for every basket: no fen lost, no line below its floor, no order that matters."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from zhanggui.domain.aftersales.rules import LineMoney, refund_fen
from zhanggui.domain.aftersales.states import ReturnKind
from zhanggui.domain.promotions.rules import (
    Basket,
    Bundle,
    Coupon,
    CouponTerms,
    FullReduction,
    Gift,
    GiftOffer,
    Line,
    NthPiece,
    Promotion,
    Scope,
    Share,
    Tier,
    allocate,
    best,
    kind_of,
    plain_terms,
    points_back,
    points_of,
    price,
    terms_of,
)

SKUS = ("pot", "cups", "tray", "caddy")
amounts = st.integers(1, 50_000)


@st.composite
def lines(draw):
    """Up to four lines of different SKUs; a floor may lie above the price."""
    chosen = draw(st.lists(st.sampled_from(SKUS), min_size=1, max_size=4, unique=True))
    return tuple(
        Line(
            key=sku,
            sku=sku,
            category=draw(st.sampled_from(["tea/", "tea/cups/", "home/"])),
            supplier=draw(st.sampled_from(["S1", "S2"])),
            quantity=draw(st.integers(1, 6)),
            unit_fen=(unit := draw(amounts)),
            floor_fen=draw(st.integers(0, unit + 100)),
            price_kind=draw(st.sampled_from(["normal", "promotion", "on_air"])),
        )
        for sku in chosen
    )


scopes = st.builds(
    Scope,
    categories=st.frozensets(st.sampled_from(["tea/", "home/"]), max_size=1),
    suppliers=st.frozensets(st.sampled_from(["S1", "S2"]), max_size=1),
    price_kinds=st.sampled_from([frozenset({"normal"}), frozenset({"normal", "promotion", "on_air"})]),
)
reductions = st.lists(st.builds(Tier, amounts, amounts), min_size=1, max_size=3)
terms = st.one_of(
    st.builds(FullReduction, reductions.map(tuple), st.integers(1, 3)),
    st.builds(NthPiece, st.integers(2, 4), st.integers(0, 99)),
    st.builds(Gift, amounts, st.just("caddy")),
    st.builds(Bundle, st.just({"pot": 1, "cups": 2}), amounts),
)
coupon_terms = st.one_of(
    st.builds(CouponTerms, threshold_fen=amounts, off_fen=amounts),
    st.builds(CouponTerms, percent_off=st.integers(1, 99), most_fen=st.integers(0, 500)),
    st.builds(CouponTerms, off_fen=amounts, new_members=st.just(1)),
)


@st.composite
def promotions(draw):
    some = draw(st.lists(terms, max_size=4))
    return tuple(
        Promotion(f"CX{n}", kind_of(one), "", one, draw(scopes)) for n, one in enumerate(some, start=1)
    )


@st.composite
def coupons(draw, most=4):
    some = draw(st.lists(coupon_terms, max_size=most))
    return tuple(
        Coupon(f"Q{n}", Promotion(f"CP{n}", kind_of(one), "", one, draw(scopes)))
        for n, one in enumerate(some)
    )


baskets = st.builds(
    Basket,
    lines=lines(),
    promotions=promotions(),
    coupons=coupons(),
    points=st.integers(0, 30_000),
    points_percent=st.integers(0, 100),
    new_member=st.booleans(),
    gifts=st.just({"caddy": GiftOffer(4_900, 2)}),
)
many = settings(max_examples=150, deadline=None)


@many
@given(baskets)
def test_no_line_comes_below_its_floor_and_every_fen_is_explained(basket):
    answer = price(basket)

    for tab in answer.tabs:
        floor = min(tab.line.floor_fen * tab.line.quantity, tab.line.amount_fen)
        assert floor <= tab.paid_fen <= tab.line.amount_fen
        assert tab.paid_fen == tab.line.amount_fen - sum(step.fen for step in tab.steps)
        assert all(step.fen > 0 for step in tab.steps)
    assert answer.paid_fen == answer.amount_fen - answer.off_fen
    assert answer.points <= basket.points
    assert sum(points_of([s.plain() for s in tab.steps]) for tab in answer.tabs) == answer.points


@many
@given(baskets, st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_given_does_not_matter(basket, chance):
    def shuffled(some):
        return tuple(chance.sample(some, len(some)))

    other = replace(
        basket,
        lines=shuffled(basket.lines),
        promotions=shuffled(basket.promotions),
        coupons=shuffled(basket.coupons),
    )
    one, two = price(basket), price(other)

    assert {tab.line.key: tab.steps for tab in one.tabs} == {tab.line.key: tab.steps for tab in two.tabs}
    assert (one.given, one.coupons, one.points) == (two.given, two.coupons, two.points)


@many
@given(
    st.integers(0, 10_000),
    st.lists(st.tuples(st.integers(0, 500), st.integers(0, 3_000)), min_size=1, max_size=6),
)
def test_sharing_loses_nothing_and_gives_nobody_too_much(total, some):
    shares = [Share(str(n), weight, most) for n, (weight, most) in enumerate(some)]
    parts = allocate(total, shares)

    assert all(0 <= parts[share.key] <= share.most for share in shares)
    assert sum(parts.values()) == min(total, sum(share.most for share in shares if share.weight))
    assert allocate(total, shares[::-1]) == parts


@settings(max_examples=60, deadline=None)
@given(baskets.map(lambda one: replace(one, coupons=(), points=0)), coupons(most=5), st.integers(1, 3))
def test_no_other_combination_of_coupons_leaves_less_to_pay(basket, held, most):
    def paid(some):
        return price(replace(basket, coupons=tuple(some))).paid_fen

    chosen = best(basket, held, most=most)
    tried = [paid(some) for count in range(most + 1) for some in combinations(held, count)]
    assert len(chosen) <= most
    assert paid(chosen) == min(tried)


@many
@given(baskets, st.data())
def test_whatever_the_parts_in_which_a_line_comes_back_what_was_paid_goes_back(basket, data):
    for tab in price(basket).tabs:
        spent = points_of([step.plain() for step in tab.steps])
        whole = LineMoney(
            quantity=tab.line.quantity,
            amount_fen=tab.line.amount_fen,
            discount_fen=tab.off_fen,
            freight_fen=0,
        )
        before = money = points = 0
        while before < whole.quantity:
            pieces = data.draw(st.integers(1, whole.quantity - before))
            money += refund_fen(whole, pieces=pieces, before=before, kind=ReturnKind.NO_REASON)
            points += points_back(spent, pieces=pieces, before=before, of=whole.quantity)
            before += pieces
        assert (money, points) == (tab.paid_fen, spent)


@many
@given(st.one_of(terms, coupon_terms))
def test_terms_are_read_as_they_were_kept(one):
    assert terms_of(kind_of(one), plain_terms(one)) == one
