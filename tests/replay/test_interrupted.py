"""A replay that is stopped in the middle goes on where it stopped: nothing is lost, nothing happens twice."""

import gc
import json
import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from tests.replay.test_history import HEADERS, folder, lived, write  # noqa: F401
from zhanggui.domain.sales.models import Order
from zhanggui.mechanisms.ledger import accounts
from zhanggui.mechanisms.trail.models import Fact
from zhanggui.replay import memory, working
from zhanggui.replay.models import Lived
from zhanggui.replay.running import CHUNK

pytestmark = pytest.mark.django_db(transaction=True)
COUNT = 240
"""So many that a replay is still at work when it is told to stop after the first of them."""


@pytest.fixture
def history(tmp_path):
    """Orders that were delivered, of one seller: many pieces of work."""
    rows = {
        "olist_orders_dataset.csv": [
            f"o{n},c{n},delivered,2017-03-{n % 28 + 1:02} 10:00:00,2017-03-{n % 28 + 1:02} 10:10:00,"
            "2017-04-02 09:00:00,2017-04-06 18:00:00,2017-04-05 00:00:00"
            for n in range(COUNT)
        ],
        "olist_order_items_dataset.csv": [f"o{n},1,p1,s1,,100.00,10.00" for n in range(COUNT)],
        "olist_order_payments_dataset.csv": [f"o{n},1,boleto,1,110.00" for n in range(COUNT)],
        "olist_order_reviews_dataset.csv": [],
        "olist_customers_dataset.csv": [f"c{n},u{n},01310,são paulo,SP" for n in range(COUNT)],
        "olist_products_dataset.csv": ["p1,perfumaria,800"],
        "product_category_name_translation.csv": ["perfumaria,perfumery"],
    }
    for name, lines in rows.items():
        write(tmp_path, name, [HEADERS[name], *lines])
    return tmp_path


def begun(history):
    """The command as people run it, on the database of this test, with two hands."""
    known = connection.settings_dict
    address = f"postgresql://{known['USER']}:{known['PASSWORD']}@/{known['NAME']}?host={known['HOST']}"
    if known["PORT"]:
        address = address.replace("@/", f"@:{known['PORT']}/")
    words = ["-m", "zhanggui.config.cli", "replay", "olist", str(history), "--workers", "2", "--json"]
    return subprocess.Popen(
        [sys.executable, *words],
        env=os.environ
        | {
            "DATABASE_URL": address,
            "VAR_DIR": str(settings.VAR_DIR),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_an_interrupted_replay_goes_on_where_it_stopped(history):
    first = begun(history)
    while not Lived.objects.filter(kind="order").exists():
        assert first.poll() is None, first.stderr.read()
        time.sleep(0.05)
    first.send_signal(signal.SIGINT)
    told, _ = first.communicate(timeout=60)
    stopped = json.loads(told)
    assert (first.returncode, stopped["interrupted"]) == (1, True)
    assert 0 < stopped["orders_lived_now"] == stopped["orders"]["delivered"] < COUNT

    second = begun(history)
    told, complaint = second.communicate(timeout=120)
    whole = json.loads(told)

    assert (second.returncode, whole["verify"]["ok"], whole["rejected_rows"]) == (0, True, []), complaint
    assert whole["orders_lived_now"] == COUNT - stopped["orders"]["delivered"] > 0
    assert whole["orders"] == {"delivered": COUNT}
    assert whole["payments_fen"] == {"boleto": COUNT * 110_00}
    assert Order.objects.count() == Fact.objects.filter(name="sales.order_placed").count() == COUNT


def test_a_longer_choice_brings_categories_that_a_shorter_one_did_not_show(folder):  # noqa: F811
    write(
        folder,
        "olist_products_dataset.csv",
        [HEADERS["olist_products_dataset.csv"], "p1,perfumaria,800", "p2,livros,300"],
    )

    lived("olist", folder, orders=1)
    whole = lived("olist", folder)

    assert whole["rejected_rows"] == []
    assert sum(whole["orders"].values()) == 4


def test_what_a_hand_keeps_in_memory_does_not_grow_with_the_orders_it_lives(history, monkeypatch):
    grown, live_orders = [], working.live_orders

    def counted(keys):
        done = live_orders(keys)
        # These two give up the oldest where they are full.
        memory.counterpart.cache_clear()
        accounts._ref.cache_clear()
        gc.collect()
        grown.append(len(gc.get_objects()))
        return done

    monkeypatch.setattr(working, "live_orders", counted)
    lived("olist", history, orders=5 * CHUNK)

    # The first two pieces of work fill caches of statements; after that nothing stays behind.
    assert len(grown) == 5
    assert grown[-1] - grown[1] < 200
