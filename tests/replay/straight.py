"""The figures of a history, computed straight from its files by code that shares nothing with the replay."""

import csv
import gzip
import os
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

DATA = Path(os.environ.get("ZHANGGUI_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data")


def rows(path):
    with gzip.open(path, "rt", encoding="utf-8", newline="") as text:
        yield from csv.DictReader(text)


def fen(text):
    return int(Decimal(text) * 100)


def olist(count, folder=DATA / "olist"):
    """What the report on the first ``count`` orders must say."""
    orders = sorted(
        rows(folder / "olist_orders_dataset.csv.gz"),
        key=lambda order: (order["order_purchase_timestamp"], order["order_id"]),
    )[:count]
    chosen = {order["order_id"] for order in orders}
    goods = freight = 0
    sellers = set()
    for item in rows(folder / "olist_order_items_dataset.csv.gz"):
        if item["order_id"] in chosen:
            goods, freight = goods + fen(item["price"]), freight + fen(item["freight_value"])
            sellers.add(item["seller_id"])
    payments = Counter()
    for payment in rows(folder / "olist_order_payments_dataset.csv.gz"):
        if payment["order_id"] in chosen:
            payments[payment["payment_type"]] += fen(payment["payment_value"])
    scores = [
        int(review["review_score"])
        for review in rows(folder / "olist_order_reviews_dataset.csv.gz")
        if review["order_id"] in chosen
    ]
    return {
        "orders": dict(Counter(order["order_status"] for order in orders)),
        "goods_fen": goods,
        "freight_fen": freight,
        "payments_fen": {kind: amount for kind, amount in payments.items() if amount},
        "late_deliveries": sum(map(late, orders)),
        "ratings": (len(scores), round(sum(scores) / len(scores), 3)),
        "sellers": len(sellers),
        "freight_cost": freight_cost(orders, folder),
        **what_others_list(orders, folder),
    }


def what_others_list(orders, folder):
    """The lines and sums of the till, of the cash handed over at the door, and what was set aside at all."""
    chosen = {order["order_id"] for order in orders}
    worth, paid = Counter(), defaultdict(list)
    for item in rows(folder / "olist_order_items_dataset.csv.gz"):
        worth[item["order_id"]] += fen(item["price"]) + fen(item["freight_value"])
    for payment in rows(folder / "olist_order_payments_dataset.csv.gz"):
        if payment["order_id"] in chosen:
            paid[payment["order_id"]].append(
                (int(payment["payment_sequential"]), fen(payment["payment_value"]))
            )
    lines, money, back, days, at_the_door, called_off = 0, 0, 0, set(), [], 0
    for order in orders:
        key, status = order["order_id"], order["order_status"]
        amounts = [amount for _, amount in sorted(paid[key]) if amount]
        lines, money = lines + len(amounts), money + sum(amounts)
        arrived = datetime.fromisoformat(order["order_approved_at"] or order["order_purchase_timestamp"])
        arrived += timedelta(seconds=1)
        left = worth[key] or sum(amounts)
        days |= {arrived.date()} if amounts else set()
        for amount in amounts:
            kept = min(amount, left)
            left -= kept
            if amount > kept:
                lines, back = lines + 1, back + amount - kept
                days.add((arrived + timedelta(minutes=1)).date())
            if kept and status in ("canceled", "unavailable"):
                lines, back = lines + 1, back + kept
                days.add((arrived + timedelta(days=1, hours=1)).date())
        called_off += status == "canceled"
        if not amounts and order["order_delivered_customer_date"]:
            at_the_door.append((order["order_delivered_customer_date"][:10], worth[key]))
    return {
        "reconciliation": agreed("days", len(days), lines, money, back),
        "remittances": agreed(
            "lists",
            len({day for day, _ in at_the_door}),
            len(at_the_door),
            sum(fen for _, fen in at_the_door),
        ),
        "allocation": {
            "orders": sum(order["order_status"] != "unavailable" for order in orders),
            "parts": sum(order["order_status"] not in ("unavailable", "canceled") for order in orders),
            "released": called_off,
        },
    }


def agreed(of, count, lines, money, back=0):
    """A list on which both sides agree."""
    nothing = dict.fromkeys(("ours_only", "theirs_only", "amount_differs"), 0)
    return {of: count, "lines": lines, "matched": lines, **nothing, "in_fen": money, "back_fen": back}


def freight_cost(orders, folder):
    """What sending costs by the agreement made for a replay, and for how many parcels."""
    weights = {
        product["product_id"]: int(product["product_weight_g"] or 0)
        for product in rows(folder / "olist_products_dataset.csv.gz")
    }
    sent = {
        order["order_id"]: order["customer_id"]
        for order in orders
        if order["order_status"] not in ("canceled", "unavailable")
        and (order["order_status"] in ("shipped", "delivered") or order["order_delivered_carrier_date"])
    }
    grams = Counter(dict.fromkeys(sent, 0))
    for item in rows(folder / "olist_order_items_dataset.csv.gz"):
        if item["order_id"] in sent:
            grams[item["order_id"]] += weights[item["product_id"]]
    state = {
        customer["customer_id"]: customer["customer_state"]
        for customer in rows(folder / "olist_customers_dataset.csv.gz")
    }
    near = Counter(state.values()).most_common(1)[0][0]
    cost = 0
    for order, customer in sent.items():
        more = max(0, -(-(grams[order] or 1000) // 1000) - 1)
        cost += 600 + 150 * more if state[customer] == near else 1200 + 400 * more
    return {"parcels": len(sent), "fen": cost}


def late(order):
    """Delivered on a calendar day after the promised one."""
    delivered = order["order_delivered_customer_date"][:10]
    return (
        order["order_status"] == "delivered"
        and bool(delivered)
        and delivered > order["order_estimated_delivery_date"][:10]
    )


def online_retail(count, folder=DATA / "online_retail"):
    """What the report on the first ``count`` sold invoices of the first year must say."""
    invoices = defaultdict(list)
    for line in rows(folder / "online_retail_II_2009_2010.csv.gz"):
        if line["Invoice"].isdigit() and int(line["Quantity"]) > 0 and Decimal(line["Price"]) > 0:
            invoices[line["Invoice"]].append(line)
    first = sorted(invoices, key=lambda key: (min(line["InvoiceDate"] for line in invoices[key]), key))[
        :count
    ]
    lines = [line for key in first for line in invoices[key]]
    total = sum(int(line["Quantity"]) * fen(line["Price"]) for line in lines)
    return {"orders": {"sold": count}, "goods_fen": total, "payments_fen": {"account": total}}
