"""Many at once: never one piece too many, never an order twice, never half an order."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.shelf import buyers, goods_on_sale
from django.conf import settings
from django.db import connection

from zhanggui.domain.inventory import accounts
from zhanggui.domain.sales.models import Order, OrderLine
from zhanggui.identity.models import Account
from zhanggui.journeys.place_order import PriceChanged, SoldOut, place_order
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import ledger, trail

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(clients, work):
    """Let so many threads do ``work`` until it returns None; how often each outcome came."""
    outcomes, lock = Counter(), threading.Lock()

    def client():
        mine = Counter()
        try:
            while (outcome := work()) is not None:
                mine[outcome] += 1
        finally:
            connection.close()
        with lock:
            outcomes.update(mine)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def findings(at):
    """What verification says of the ledger and of orders; shelf and addresses were filled behind its back."""
    found = [finding for finding in trail.verify(at) if finding.table.startswith(("ledger", "sales"))]
    return [finding for finding in found if finding.table != "sales_address"]


@pytest.mark.slow
def test_of_two_hundred_pieces_two_hundred_are_sold_and_the_rest_are_told(wish, noon):
    hot = goods_on_sale(1, pieces=200)[0]
    customers = [(b, Account.objects.get(pk=b.account_id).actor()) for b in buyers(32)]
    attempts = iter(range(1000))
    lock = threading.Lock()

    def attempt():
        with lock:
            number = next(attempts, None)
        if number is None:
            return None
        buyer, actor = customers[number % 32]
        mine = wish(
            sku_id=hot.sku_id, announced_fen=hot.amount_fen, customer_id=buyer.account_id,
            address_id=buyer.address_id,
        )  # fmt: skip
        try:
            place_order(wish=mine, by=actor, at=noon)
        except SoldOut:
            return "sold out"
        return "sold"

    assert at_once(32, attempt) == {"sold": 200, "sold out": 800}
    assert Order.objects.count() == OrderLine.objects.count() == 200
    stock = ledger.balance(accounts.sellable(hot.sku_id))
    assert (stock.amount, stock.available, stock.reserved) == (200, 0, 200)
    assert findings(noon) == []


def test_the_same_key_from_many_tabs_is_one_order(wish, customer, noon):
    once, tries = wish(1), iter(range(24))

    def attempt():
        if next(tries, None) is None:
            return None
        return str(place_order(wish=once, by=customer, at=noon).id)

    outcomes = at_once(8, attempt)
    assert (len(outcomes), sum(outcomes.values())) == (1, 24)
    assert Order.objects.count() == 1


def test_two_tabs_with_two_carts_do_not_wait_in_a_circle(wish, customer, noon):
    """The same two goods, asked for in opposite order: reservations take their rows in one order."""
    one, two = goods_on_sale(2, pieces=500)
    tries = iter(range(60))

    def attempt():
        number = next(tries, None)
        if number is None:
            return None
        first, second = (one, two) if number % 2 else (two, one)
        lines = tuple(
            replace(wish().lines[0], sku_id=thing.sku_id, announced_fen=thing.amount_fen)
            for thing in (first, second)
        )
        place_order(wish=wish(lines=lines), by=customer, at=noon)
        return "sold"

    assert at_once(8, attempt) == {"sold": 60}


WRITER = """
import os, sys, django
django.setup()
from datetime import datetime
from uuid import UUID
from zhanggui.identity.models import Account
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.place_order import place_order
from zhanggui.kernel.ids import new_id
account, address, sku, amount, at = sys.argv[1:]
actor = Account.objects.get(pk=account).actor()
while True:
    key = new_id().hex
    line = LineWish(sku_id=UUID(sku), quantity=1, announced_fen=int(amount))
    placed = place_order(
        wish=OrderWish(customer_id=UUID(account), channel="web", method="gateway", address_id=UUID(address),
                       lines=(line,), key=key),
        by=actor, at=datetime.fromisoformat(at))
    print(placed.id, flush=True)
"""


@pytest.mark.slow
def test_a_process_killed_in_the_middle_leaves_whole_orders_only(buyer, noon):
    thing = goods_on_sale(1, pieces=5000)[0]
    database = settings.DATABASES["default"]
    url = f"postgresql://{database['USER']}:{database['PASSWORD']}@/{connection.settings_dict['NAME']}"
    url += f"?host={database['HOST'] or 'localhost'}&port={database['PORT'] or 5432}"
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "zhanggui.config.settings"}
    told = 0
    for round_ in range(3):
        arguments = [
            sys.executable, "-c", WRITER, str(buyer.account_id), str(buyer.address_id), str(thing.sku_id),
            str(thing.amount_fen), noon.isoformat(),
        ]  # fmt: skip
        with subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, cwd=Path.cwd()) as writer:
            for _ in range(20 + 7 * round_):
                assert writer.stdout.readline()
                told += 1
            writer.send_signal(signal.SIGKILL)
            told += len(writer.stdout.read().splitlines())
    for _ in range(50):
        orders = Order.objects.count()
        time.sleep(0.1)
        if orders == Order.objects.count():
            break

    # What was told to a customer is there; an order more may have been written and not told any more.
    assert told <= orders <= told + 3
    assert OrderLine.objects.count() == orders
    assert ledger.balance(accounts.sellable(thing.sku_id)).reserved == orders
    assert findings(noon) == []


def test_nobody_pays_another_price_than_the_announced_one_while_it_changes(wish, thing, customer, noon):
    from benchmarks.shelf import change_price

    seen = thing.amount_fen
    change_price(thing, seen + 500, at=noon)
    for announced in (seen, seen + 500):
        try:
            placed = place_order(wish=wish(1, announced, key=new_id().hex), by=customer, at=noon)
        except PriceChanged:
            continue
        assert Order.objects.get(pk=placed.id).lines.get().unit_fen == announced
