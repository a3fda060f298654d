"""What must hold when many write in the same moment."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.db import transaction

from tests.crowd import Crowd
from tests.mechanisms.ledger.vocabulary import Shop
from zhanggui.identity.actor import SYSTEM
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Post, Transfer, Void
from zhanggui.mechanisms.ledger.models import BookedEntry
from zhanggui.mechanisms.ledger.verifying import verify
from zhanggui.schema.pipeline import pipelined_commit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shop(noon: datetime) -> Shop:
    """A shop with a hundred apples."""
    shop = Shop()
    shop.stock(100, noon)
    return shop


def kinds(answers: list[object]) -> Counter[str]:
    return Counter(type(answer).__name__ for answer in answers)


def test_a_hot_account_gives_exactly_what_is_there(shop, noon):
    def sell(customer):
        def deed():
            with transaction.atomic(), pipelined_commit():
                ledger.post(shop.entry(f"sale {customer}", noon, shop.take(1, pending=True)), by=SYSTEM)

        return deed

    with Crowd(32) as crowd:
        answers = crowd.do([sell(customer) for customer in range(256)])

    assert kinds(answers) == {"NoneType": 100, "Insufficient": 156}
    balance = ledger.balance(shop.shelf)
    assert (balance.amount, balance.reserved, balance.available) == (100, 100, 0)
    assert list(verify(noon)) == []


def test_the_same_key_happens_once_however_many_send_it(shop, noon):
    with Crowd(16) as crowd:
        answers = crowd.do([lambda: ledger.post(shop.entry("sale", noon, shop.take(7)), by=SYSTEM)] * 16)

    assert kinds(answers) == {"NoneType": 16}
    assert ledger.balance(shop.shelf).amount == 93


def test_of_different_bodies_under_one_key_one_wins(shop, noon):
    def body(pieces):
        return lambda: ledger.post(shop.entry("sale", noon, shop.take(pieces)), by=SYSTEM)

    with Crowd(16) as crowd:
        answers = crowd.do([body(pieces) for pieces in range(1, 17)])

    assert kinds(answers) == {"NoneType": 1, "KeyReused": 15}
    assert ledger.balance(shop.shelf).amount == 100 - 1 - [answer is None for answer in answers].index(True)


def test_a_reservation_ends_once_however_many_end_it(shop, noon):
    ledger.post(shop.entry("hold", noon, shop.take(9, noon + timedelta(hours=1))), by=SYSTEM)

    def ending(number):
        how = {"posts": [Post(shop.named("hold"))]} if number % 2 else {"voids": [Void(shop.named("hold"))]}
        return lambda: ledger.post(shop.entry(f"end {number}", noon, **how), by=SYSTEM)

    with Crowd(16) as crowd:
        answers = crowd.do([ending(number) for number in range(16)])

    assert kinds(answers) == {"NoneType": 1, "PendingGone": 15}
    assert ledger.balance(shop.shelf).amount in (91, 100)
    assert ledger.balance(shop.shelf).reserved == 0


def test_opposite_directions_do_not_wait_for_each_other_in_a_circle(shop, noon):
    other = Shop()
    other.unit = shop.unit
    there = other.shelf = Shop().shelf.kind.of(other.id, shop.unit)
    ledger.post(other.entry("stock", noon, Transfer(there, shop.source, 100)), by=SYSTEM)

    def move(number):
        ends = (shop.shelf, there) if number % 2 else (there, shop.shelf)
        return lambda: ledger.post(shop.entry(f"move {number}", noon, Transfer(*ends, 1)), by=SYSTEM)

    with Crowd(16) as crowd:
        answers = crowd.do([move(number) for number in range(200)])

    assert kinds(answers) == {"NoneType": 200}
    assert (ledger.balance(shop.shelf).amount, ledger.balance(there).amount) == (100, 100)


def test_new_accounts_come_to_be_once(noon):
    shop = Shop()

    def deed(number):
        return lambda: ledger.post(
            shop.entry(f"in {number}", noon, Transfer(shop.shelf, shop.source, 1)), by=SYSTEM
        )

    with Crowd(16) as crowd:
        answers = crowd.do([deed(number) for number in range(64)])

    assert kinds(answers) == {"NoneType": 64}
    assert ledger.balance(shop.shelf).amount == 64


def test_timing_out_and_paying_at_the_same_moment(shop, noon):
    due = noon + timedelta(minutes=30)
    for number in range(12):
        ledger.post(shop.entry(f"hold {number}", noon, shop.take(1, due)), by=SYSTEM)

    def pay(number):
        entry = shop.entry(
            f"pay {number}", due - timedelta(seconds=1), posts=[Post(shop.named(f"hold {number}"))]
        )
        return lambda: ledger.post(entry, by=SYSTEM)

    with Crowd(16) as crowd:
        answers = crowd.do([*(pay(n) for n in range(12)), *[lambda: ledger.expire(due)] * 4])

    paid = sum(answer is None for answer in answers[:12])
    expired = sum(len(answer) for answer in answers[12:])
    assert paid + expired == 12
    assert ledger.balance(shop.shelf).amount == 100 - paid
    assert ledger.balance(shop.shelf).reserved == 0


def test_checkpoints_taken_while_others_write_pass_nothing_over(shop, noon):
    def sell(number):
        return lambda: ledger.post(shop.entry(f"sale {number}", noon, shop.take(1)), by=SYSTEM)

    with Crowd(8) as crowd:
        deeds = [sell(number) for number in range(90)]
        for position in range(0, 90, 9):
            deeds.insert(position, lambda: ledger.checkpoint(noon))
        crowd.do(deeds)
    ledger.checkpoint(noon)

    assert ledger.balance(shop.sold).amount == 90
    assert BookedEntry.objects.filter(subject_id=shop.id).count() == 91
    assert list(verify(noon)) == []
