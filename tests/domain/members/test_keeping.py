"""Favourites, what was looked at, and wishes to be told: each once, each one's own."""

from datetime import timedelta

import pytest
from benchmarks.shelf import goods_on_sale

from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.members import queries, rules
from zhanggui.domain.members.models import Favourite, Seen, Watch
from zhanggui.domain.members.operations.ask_for_closure import ask_for_closure
from zhanggui.domain.members.operations.change_profile import Profile, change_profile
from zhanggui.domain.members.operations.drop_favourite import drop_favourite
from zhanggui.domain.members.operations.forget_seen import forget_seen
from zhanggui.domain.members.operations.keep_favourite import keep_favourite
from zhanggui.domain.members.operations.note_seen import note_seen
from zhanggui.domain.members.operations.serve_watch import serve_watch
from zhanggui.domain.members.operations.watch_sku import WatchWish, watch_sku
from zhanggui.domain.members.operations.withdraw_watch import withdraw_watch
from zhanggui.domain.members.refusals import ClosureAsked, TooMany
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import Malformed, NotAllowed, NotFound

pytestmark = pytest.mark.django_db


def test_a_favourite_is_kept_once_with_its_price(customer, thing, noon):
    keep_favourite(sku_id=thing.sku_id, price_fen=100, by=customer, at=noon)
    with nothing_changes():
        keep_favourite(sku_id=thing.sku_id, price_fen=999, by=customer, at=noon)

    assert queries.favourites_of(customer.account_id).get().price_fen == 100
    drop_favourite(sku_id=thing.sku_id, by=customer, at=noon)
    assert not Favourite.objects.exists()


def test_there_is_room_for_so_many_favourites(customer, thing, noon, monkeypatch):
    monkeypatch.setattr(rules, "FAVOURITES_MAX", 0)
    with nothing_changes(), pytest.raises(TooMany):
        keep_favourite(sku_id=thing.sku_id, price_fen=None, by=customer, at=noon)


@pytest.mark.parametrize(
    "verb",
    [
        pytest.param(lambda by, at, sku: drop_favourite(sku_id=sku, by=by, at=at), id="drop a favourite"),
        pytest.param(
            lambda by, at, sku: withdraw_watch(watch_id=Watch.objects.get().id, by=by, at=at),
            id="withdraw a wish",
        ),
        pytest.param(
            lambda by, at, sku: keep_favourite(sku_id=new_id(), price_fen=1, by=by, at=at),
            id="keep what does not exist",
        ),
        pytest.param(
            lambda by, at, sku: watch_sku(wish=WatchWish(new_id(), "stock"), by=by, at=at),
            id="wait for what does not exist",
        ),
    ],
)
def test_what_is_anothers_is_not_there(verb, customer, thing, noon):
    keep_favourite(sku_id=thing.sku_id, price_fen=1, by=customer, at=noon)
    watch_sku(wish=WatchWish(thing.sku_id, "stock"), by=customer, at=noon)
    stranger = somebody("别人", Role.CUSTOMER)
    with nothing_changes(), pytest.raises(NotFound):
        verb(stranger, noon, thing.sku_id)


def test_staff_have_no_favourites(thing, noon):
    agent = somebody("客服", Role.CS_AGENT)
    with nothing_changes(), pytest.raises(NotAllowed):
        keep_favourite(sku_id=thing.sku_id, price_fen=1, by=agent, at=noon)


def test_what_was_looked_at_comes_latest_first_and_can_be_forgotten(customer, noon, monkeypatch):
    monkeypatch.setattr(rules, "SEEN_MAX", 2)
    things = [Sku.objects.get(pk=one.sku_id).goods_id for one in goods_on_sale(3, pieces=1)]
    for minutes, goods in enumerate([*things, things[1]]):
        note_seen(goods_id=goods, by=customer, at=noon + timedelta(minutes=minutes))

    assert queries.seen_by(customer.account_id) == [things[1], things[2]]
    assert forget_seen(by=customer, at=noon) == 2
    assert not Seen.objects.exists()


@pytest.mark.parametrize(
    ("kind", "price", "in_stock", "due"),
    [
        pytest.param("stock", 0, True, True, id="there is some again"),
        pytest.param("stock", 0, False, False, id="there is still none"),
        pytest.param("price", -1, True, True, id="a fen less than it cost"),
        pytest.param("price", 0, True, False, id="as much as it cost"),
        pytest.param("price", -1, False, True, id="cheaper, though there is none"),
    ],
)
def test_a_wish_comes_true_when_what_it_waits_for_is_there(kind, price, in_stock, due, customer, thing, noon):
    watch = watch_sku(wish=WatchWish(thing.sku_id, kind), by=customer, at=noon)
    found = queries.watches_due(thing.sku_id, price_fen=thing.amount_fen + price, in_stock=in_stock)
    assert found == ([watch.id] if due else [])


def test_a_wish_is_served_once(customer, thing, noon):
    watch = watch_sku(wish=WatchWish(thing.sku_id, "stock"), by=customer, at=noon)
    assert serve_watch(watch_id=watch.id, by=SYSTEM, at=noon) is not None
    with nothing_changes():
        assert serve_watch(watch_id=watch.id, by=SYSTEM, at=noon) is None
    assert not queries.watches_of(customer.account_id)


def test_a_name_and_an_address_are_corrected_by_their_owner(customer, noon):
    change_profile(profile=Profile("王秀兰", "wang@example.com"), by=customer, at=noon)
    account = Account.objects.select_related("person").get(pk=customer.account_id)
    assert (account.person.name, account.email) == ("王秀兰", "wang@example.com")
    with nothing_changes(), pytest.raises(Malformed):
        change_profile(profile=Profile("王秀兰", "wang at example"), by=customer, at=noon)


def test_closure_is_a_case_with_the_clock_of_the_law_and_asked_once(customer, noon):
    asked = ask_for_closure(reason="不再使用", by=customer, at=noon)

    assert asked.case.party_id == customer.account_id
    assert asked.case.resolve_by - noon > timedelta(days=20), "fifteen working days"
    with nothing_changes(), pytest.raises(ClosureAsked):
        ask_for_closure(reason="再说一次", by=customer, at=noon)
