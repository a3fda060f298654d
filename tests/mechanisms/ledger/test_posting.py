"""What moves, what is reserved, and what is refused, in the order in which the ledger looks."""

from datetime import datetime, timedelta

import pytest
from django.db.transaction import atomic

from tests.mechanisms.ledger.vocabulary import Shop
from tests.vocabulary import nothing_changes
from zhanggui.identity.actor import SYSTEM
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Post, Transfer, Void

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(noon: datetime) -> Shop:
    """A shop with ten apples on the shelf."""
    shop = Shop()
    shop.stock(10, noon)
    return shop


def test_what_leaves_one_account_arrives_on_the_other(shop, noon):
    ledger.post(shop.entry("sale", noon, shop.take(3)), by=SYSTEM)

    assert ledger.balance(shop.shelf).amount == 7
    assert ledger.balance(shop.sold).amount == 3
    assert ledger.balance(shop.source).amount == 10


def test_what_is_reserved_is_still_there_but_not_available(shop, noon):
    ledger.post(shop.entry("hold", noon, shop.take(4, noon + timedelta(minutes=30))), by=SYSTEM)

    balance = ledger.balance(shop.shelf)
    assert (balance.amount, balance.reserved, balance.available) == (10, 4, 6)
    assert ledger.balance(shop.sold).amount == 0
    assert ledger.balance(shop.sold).incoming == 4


def test_a_reservation_posted_in_part_returns_the_rest(shop, noon):
    ledger.post(shop.entry("hold", noon, shop.take(4, pending=True)), by=SYSTEM)
    ledger.post(shop.entry("sell", noon, posts=[Post(shop.named("hold"), 3)]), by=SYSTEM)

    balance = ledger.balance(shop.shelf)
    assert (balance.amount, balance.reserved) == (7, 0)
    assert ledger.balance(shop.sold).amount == 3


def test_a_reservation_given_back_is_available_again(shop, noon):
    ledger.post(shop.entry("hold", noon, shop.take(4, pending=True)), by=SYSTEM)
    ledger.post(shop.entry("back", noon, voids=[Void(shop.named("hold"))]), by=SYSTEM)

    balance = ledger.balance(shop.shelf)
    assert (balance.amount, balance.reserved) == (10, 0)


def test_reserving_and_settling_can_be_one_call(shop, noon):
    ledger.post(
        shop.entry("hold", noon, shop.take(4, pending=True)),
        shop.entry("sell", noon, posts=[Post(shop.named("hold"))]),
        by=SYSTEM,
    )

    assert ledger.balance(shop.shelf).amount == 6


def test_a_reservation_times_out(shop, noon):
    later = noon + timedelta(minutes=30)
    ledger.post(shop.entry("hold", noon, shop.take(4, later)), by=SYSTEM)

    assert ledger.expire(later - timedelta(seconds=1)) == []
    assert ledger.expire(later) == [shop.named("hold")]
    assert ledger.expire(later) == []
    assert ledger.balance(shop.shelf).available == 10


def hold(shop, noon, pieces=4, until=timedelta(minutes=30)):
    ledger.post(shop.entry("hold", noon, shop.take(pieces, noon + until)), by=SYSTEM)


def entry_of(shop, noon, *, key="next", take=None, post=None, void=None, after=timedelta()):
    return shop.entry(
        key,
        noon + after,
        *([shop.take(take)] if take else []),
        posts=[Post(*post)] if post else [],
        voids=[Void(void)] if void else [],
    )


REFUSED = [
    pytest.param(
        lambda s, n: entry_of(s, n, key="hold", take=99),
        ledger.KeyReused,
        id="a key that was used for something else, before anything else is looked at",
    ),
    pytest.param(
        lambda s, n: entry_of(s, n, post=(s.named("nowhere"),), take=99),
        ledger.PendingGone,
        id="a reservation that never was, before the balance is looked at",
    ),
    pytest.param(
        lambda s, n: entry_of(s, n, post=(s.named("hold"), 9), after=timedelta(minutes=30)),
        ledger.PendingExpired,
        id="a reservation whose time is over, before its amount is looked at",
    ),
    pytest.param(
        lambda s, n: entry_of(s, n, post=(s.named("hold"), 5), take=99),
        ledger.MoreThanPending,
        id="more than was reserved, before the balance is looked at",
    ),
    pytest.param(lambda s, n: entry_of(s, n, take=7), ledger.Insufficient, id="one more than is available"),
]


@pytest.mark.parametrize(("entry", "refusal"), REFUSED)
def test_a_refusal_leaves_no_trace(entry, refusal, shop, noon):
    hold(shop, noon)

    with nothing_changes(), pytest.raises(refusal), atomic():
        ledger.post(entry(shop, noon), by=SYSTEM)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("posts", "posts", id="posted twice"),
        pytest.param("posts", "voids", id="voided after it was posted"),
        pytest.param("voids", "posts", id="posted after it was voided"),
        pytest.param("voids", "voids", id="voided twice"),
    ],
)
def test_a_reservation_ends_once(first, second, shop, noon):
    hold(shop, noon)
    endings = {"posts": [Post(shop.named("hold"))], "voids": [Void(shop.named("hold"))]}
    ledger.post(shop.entry("first", noon, **{first: endings[first]}), by=SYSTEM)

    with nothing_changes(), pytest.raises(ledger.PendingGone), atomic():
        ledger.post(shop.entry("second", noon, **{second: endings[second]}), by=SYSTEM)


def test_a_refusal_says_how_much_is_missing_and_where(shop, noon):
    with pytest.raises(ledger.Insufficient) as refused, atomic():
        ledger.post(shop.entry("sale", noon, shop.take(13)), by=SYSTEM)

    assert refused.value.details == {"account": str(shop.shelf.id), "short_by": 3}


def test_linked_entries_happen_together_or_not_at_all(shop, noon):
    with nothing_changes(), pytest.raises(ledger.Insufficient), atomic():
        ledger.post(shop.entry("one", noon, shop.take(6)), shop.entry("two", noon, shop.take(6)), by=SYSTEM)


def test_a_credit_account_is_guarded_from_its_other_side(shop, noon):
    ledger.post(shop.entry("paid-in", noon, Transfer(shop.clearing, shop.deposit, 500)), by=SYSTEM)
    ledger.post(shop.entry("taken", noon, Transfer(shop.deposit, shop.clearing, 500)), by=SYSTEM)

    with nothing_changes(), pytest.raises(ledger.Insufficient), atomic():
        ledger.post(shop.entry("one-fen", noon, Transfer(shop.deposit, shop.clearing, 1)), by=SYSTEM)


@pytest.mark.parametrize("amount", [0, -1, 2**53])
def test_only_whole_positive_amounts_move(amount, shop):
    with pytest.raises(ledger.NothingMoves):
        Transfer(shop.sold, shop.shelf, amount)


def test_an_entry_moves_something(shop, noon):
    with pytest.raises(ledger.NothingMoves):
        shop.entry("nothing", noon)


def test_apples_do_not_become_money(shop):
    with pytest.raises(ledger.UnitsDiffer):
        Transfer(shop.clearing, shop.shelf, 1)


def test_the_same_key_and_body_happens_once_also_at_another_time(shop, noon):
    ledger.post(shop.entry("sale", noon, shop.take(3)), by=SYSTEM)

    with nothing_changes():
        ledger.post(shop.entry("sale", noon + timedelta(hours=1), shop.take(3)), by=SYSTEM)
