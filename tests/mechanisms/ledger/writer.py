"""A process that posts in bursts until it is killed, and says each key only after it was answered."""

import os
import sys
from datetime import UTC, datetime
from itertools import count
from uuid import UUID

import django
from django.db import connection, transaction


def main(shop_id: str, mark: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()

    from tests.mechanisms.ledger.vocabulary import Shop
    from zhanggui.identity.actor import SYSTEM
    from zhanggui.mechanisms import ledger
    from zhanggui.mechanisms.ledger import Post, Transfer
    from zhanggui.schema.pipeline import pipelined_commit

    shop, at = Shop.known(UUID(shop_id)), datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
    connection.ensure_connection()
    for number in count():
        keys = [f"{mark}/{number}/{part}" for part in range(4)]
        entries = [
            shop.entry(keys[0], at, Transfer(shop.shelf, shop.source, 5)),
            shop.entry(keys[1], at, shop.take(2, pending=True), shop.take(1)),
            shop.entry(keys[2], at, posts=[Post(shop.named(keys[1]), 1)]),
            shop.entry(keys[3], at, shop.take(1, pending=True)),
        ]
        with transaction.atomic(), pipelined_commit():
            ledger.post(*entries, by=SYSTEM)
        print(number, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
