"""Bringing both ways to lay out a history, one file a table or one file of invoice lines, to one shape."""

import sqlite3

from zhanggui.replay.mapping import Format
from zhanggui.replay.staging import Fault

TABLES = """
ALTER TABLE items ADD COLUMN quantity DEFAULT 1;
ALTER TABLE items ADD COLUMN sku;
ALTER TABLE products ADD COLUMN name DEFAULT '';
CREATE TABLE cancellations (file, line, key, product, customer, quantity, written);
"""

# The two years of the second format overlap by nine days: an invoice counts from the first file that has it.
INVOICES = """
DELETE FROM lines WHERE file > (SELECT min(other.file) FROM lines other WHERE other.invoice = lines.invoice);
CREATE TABLE odd AS SELECT file, line, CASE
        WHEN price <= 0 THEN 'price: nothing was charged'
        WHEN invoice LIKE 'C%' AND quantity < 0 THEN NULL
        WHEN quantity <= 0 THEN 'quantity: not a sale'
        WHEN invoice GLOB '[0-9]*' THEN NULL
        ELSE 'invoice: neither a sale nor a cancellation' END AS reason
    FROM lines;
DELETE FROM odd WHERE reason IS NULL;
CREATE INDEX odd_line ON odd (file, line);
DELETE FROM lines WHERE EXISTS (SELECT 1 FROM odd WHERE odd.file = lines.file AND odd.line = lines.line);
CREATE TABLE cancellations AS SELECT file, line, invoice || '/' || line AS key, product,
        replace(customer, '.0', '') AS customer, -quantity AS quantity,
        written FROM lines WHERE invoice LIKE 'C%' AND quantity < 0;
DELETE FROM lines WHERE invoice LIKE 'C%';
CREATE TABLE orders AS SELECT min(file) AS file, min(line) AS line, invoice AS key, invoice AS customer,
        'sold' AS status, min(written) AS purchased, min(written) AS approved,
        datetime(min(written), '+' || :shipped || ' hours') AS shipped,
        datetime(min(written), '+' || :delivered || ' hours') AS delivered, NULL AS promised
    FROM lines GROUP BY invoice;
CREATE TABLE items AS SELECT file, line, invoice AS order_key, line AS position, product, :seller AS seller,
        price, 0 AS freight, quantity, NULL AS sku FROM lines;
CREATE TABLE payments AS SELECT min(file) AS file, min(line) AS line, invoice AS order_key, 1 AS position,
        :kind AS kind, 1 AS instalments, sum(price * quantity) AS amount FROM lines GROUP BY invoice;
CREATE TABLE customers AS SELECT min(file) AS file, min(line) AS line, invoice AS key,
        max(replace(customer, '.0', '')) AS person, '' AS postcode, max(country) AS city,
        max(country) AS province FROM lines GROUP BY invoice;
CREATE TABLE products AS SELECT min(file) AS file, min(line) AS line, product AS key, 'gifts' AS category,
        NULL AS grams, max(name) AS name FROM lines GROUP BY product;
CREATE TABLE categories (file, line, key, english);
CREATE TABLE reviews (file, line, order_key, score, words, written);
DROP TABLE lines;
CREATE INDEX orders_key ON orders (key);
CREATE INDEX items_order ON items (order_key);
CREATE INDEX payments_order ON payments (order_key);
CREATE INDEX customers_key ON customers (key);
CREATE INDEX products_key ON products (key);
CREATE INDEX reviews_order ON reviews (order_key);
"""


def normalise(staged: sqlite3.Connection, form: Format) -> list[Fault]:
    """One shape for all formats; the rows that no life can be made of."""
    if form.lines == "none":
        staged.executescript(TABLES)
        return _repeated(staged)
    words = {
        ":seller": f"'{form.settings['seller']}'",
        ":kind": f"'{form.settings['kind']}'",
        ":shipped": str(int(form.settings["shipped_after_hours"])),
        ":delivered": str(int(form.settings["delivered_after_hours"])),
    }
    script = INVOICES
    for word, value in words.items():
        script = script.replace(word, value)
    staged.executescript(script)
    faults = staged.execute("SELECT file, line, reason FROM odd").fetchall()
    staged.execute("DROP TABLE odd")
    staged.commit()
    return [tuple(fault) for fault in faults]


def _repeated(staged: sqlite3.Connection) -> list[Fault]:
    """An order told twice counts once; the second row is named."""
    rows = staged.execute(
        "SELECT file, line, key FROM orders WHERE rowid NOT IN (SELECT min(rowid) FROM orders GROUP BY key)"
    ).fetchall()
    staged.execute("DELETE FROM orders WHERE rowid NOT IN (SELECT min(rowid) FROM orders GROUP BY key)")
    staged.commit()
    return [(file, line, f"key: order {key} was told before") for file, line, key in rows]
