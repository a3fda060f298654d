"""A segment is read, kept and found again; its size is judged from a sample, never counted for a page."""

from datetime import timedelta

import pytest
from benchmarks.shelf import buyers, goods_on_sale
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.people import somebody
from zhanggui.domain.campaigns import selecting
from zhanggui.domain.campaigns.segments import (
    Agreed,
    All,
    AnyOf,
    Bought,
    Joined,
    Keeps,
    Lives,
    Not,
    Silent,
    Spent,
    read,
    written,
)
from zhanggui.domain.campaigns.selecting import estimate, next_accounts
from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.members.models import Favourite
from zhanggui.domain.sales.models import Address, Order
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.place_order import place_order
from zhanggui.kernel.refusal import Malformed
from zhanggui.mechanisms.access.operations.give_consent import give_consent
from zhanggui.mechanisms.access.operations.publish_policy_text import publish_policy_text

ATOMS = st.one_of(
    st.builds(
        Bought,
        category=st.sampled_from(["", "tea"]),
        days=st.integers(0, 400),
        at_least_fen=st.integers(0, 10**6),
        channel=st.sampled_from(["", "phone"]),
    ),
    st.builds(Spent, at_least_fen=st.integers(1, 10**6), days=st.integers(1, 365)),
    st.builds(Silent, days=st.integers(1, 400)),
    st.builds(Joined, days=st.integers(1, 400)),
    st.just(Agreed()),
    st.builds(Keeps, category=st.sampled_from(["", "tea"])),
    st.builds(Lives, provinces=st.lists(st.sampled_from(["浙江省", "上海市"]), min_size=1).map(tuple)),
)
SEGMENTS = st.recursive(
    ATOMS,
    lambda parts: st.one_of(
        st.lists(parts, min_size=1, max_size=3).map(lambda ps: All(tuple(ps))),
        st.lists(parts, min_size=1, max_size=3).map(lambda ps: AnyOf(tuple(ps))),
        st.builds(Not, parts),
    ),
    max_leaves=4,
)


def depth(kept):
    ((_, told),) = kept.items()
    parts = told if isinstance(told, list) else [told] if "not" in kept else []
    return 1 + max((depth(part) for part in parts), default=0)


@given(SEGMENTS)
def test_what_is_written_is_read_again(segment):
    kept = written(segment)
    if depth(kept) <= 5:
        assert read(kept) == segment


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"bought": {}, "agreed": {}}, id="two things at once"),
        pytest.param({"born": {"days": 3}}, id="an unknown part"),
        pytest.param({"bought": {"days": "3"}}, id="a number as a word"),
        pytest.param({"bought": {"days": True}}, id="yes as a number"),
        pytest.param({"silent": {}}, id="without its number"),
        pytest.param({"all": []}, id="all of nothing"),
        pytest.param({"lives": {"provinces": "浙江省"}}, id="one province as a word"),
        pytest.param({"bought": {"category": "tea", "colour": "red"}}, id="an unknown field"),
        pytest.param({"not": {"not": {"not": {"not": {"not": {"agreed": {}}}}}}}, id="too deep"),
        pytest.param([1], id="a list"),
    ],
)
def test_what_is_no_segment_is_refused(kept):
    with pytest.raises(Malformed):
        read(kept)


@pytest.fixture
def crowd(db, noon):
    """Three customers: one bought by phone and agreed; one keeps the goods; one lives elsewhere."""
    thing = goods_on_sale(1, pieces=9)[0]
    people = [Account.objects.get(pk=buyer.account_id) for buyer in buyers(3)]
    homes = list(Address.objects.filter(account__in=people).order_by("account_id"))
    Address.objects.filter(pk=homes[2].pk).update(province="海南省")
    publish_policy_text(purpose="marketing", title="营销", body="…", by=SYSTEM, at=noon)
    first = people[0]
    give_consent(purpose="marketing", channel="web", by=first.actor(), at=noon)
    line = LineWish(sku_id=thing.sku_id, quantity=1, announced_fen=thing.amount_fen)
    home = Address.objects.filter(account=first).first()
    wish = OrderWish(
        customer_id=first.id, channel="phone", method="cash_on_delivery", address_id=home.id,
        lines=(line,), key="k", consent="yes",
    )  # fmt: skip
    agent = somebody("温言", Role.CS_AGENT).acting_for(first.id)
    placed = place_order(wish=wish, by=agent, at=noon)
    Favourite.objects.create(account=people[1], sku_id=thing.sku_id, kept_at=noon)
    leaf = Sku.objects.get(pk=thing.sku_id).goods.category
    return [p.id for p in people], leaf.code, Order.objects.get(pk=placed.id)


@pytest.mark.parametrize(
    ("segment", "who"),
    [
        pytest.param(lambda leaf: Bought(category=leaf, days=3), [0], id="bought in the category lately"),
        pytest.param(lambda leaf: Bought(category="elsewhere"), [], id="bought in another category"),
        pytest.param(lambda leaf: Bought(channel="phone"), [0], id="bought by phone"),
        pytest.param(lambda leaf: Bought(at_least_fen=10**9), [], id="bought for a fortune"),
        pytest.param(lambda leaf: Silent(days=30), [1, 2], id="silent"),
        pytest.param(lambda leaf: Spent(at_least_fen=1), [], id="spent, and nothing was kept yet"),
        pytest.param(lambda leaf: Agreed(), [0], id="agreed"),
        pytest.param(lambda leaf: Keeps(category=leaf), [1], id="keeps"),
        pytest.param(lambda leaf: Lives(provinces=("海南省",)), [2], id="lives"),
        pytest.param(lambda leaf: AnyOf((Agreed(), Keeps())), [0, 1], id="either"),
        pytest.param(lambda leaf: All((Agreed(), Keeps())), [], id="both"),
        pytest.param(lambda leaf: Not(Agreed()), [1, 2], id="not"),
        pytest.param(lambda leaf: Joined(days=1), [], id="joined lately"),
    ],
)
def test_a_segment_finds_whom_it_describes(crowd, noon, segment, who):
    people, leaf, _ = crowd
    at = noon + timedelta(minutes=5)
    found, after = next_accounts(segment(leaf), after=None, most=100, at=at)

    assert found == sorted(people[n] for n in who)
    assert next_accounts(segment(leaf), after=after, most=100, at=at) == ([], None)
    judged = estimate(segment(leaf), at=at)
    assert (judged.about, judged.is_exact) == (len(who), True)


def test_portions_meet_everybody_once(crowd, noon):
    met, after = [], None
    while True:
        found, after = next_accounts(Not(Bought(category="nothing")), after=after, most=2, at=noon)
        if after is None:
            break
        met += found
    assert met == sorted(crowd[0])


def test_the_size_costs_the_same_however_many_there_are(crowd, noon, monkeypatch):
    with CaptureQueriesContext(connection) as few:
        estimate(Agreed(), at=noon)
    monkeypatch.setattr(selecting, "_about_how_many", lambda: 10_000_000)
    with CaptureQueriesContext(connection) as many:
        judged = estimate(Agreed(), at=noon)

    assert len(many) <= len(few)
    assert any("TABLESAMPLE SYSTEM" in query["sql"] for query in many)
    assert judged.low <= judged.about <= judged.high
