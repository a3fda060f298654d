"""A history lived again says of itself what its files say; nothing is dropped in silence."""

import contextlib
import gzip
import itertools
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection

from tests.replay import straight
from zhanggui.kernel.norms import norm
from zhanggui.replay.mapping import load
from zhanggui.replay.models import Lived, Movement, Parcel, Rejected
from zhanggui.replay.normalising import normalise
from zhanggui.replay.planning import Choice
from zhanggui.replay.report import Asked, report
from zhanggui.replay.running import run
from zhanggui.replay.staging import open_staged, stage

pytestmark = pytest.mark.django_db(transaction=True)
HEADERS = {
    "olist_orders_dataset.csv": "order_id,customer_id,order_status,order_purchase_timestamp,"
    "order_approved_at,order_delivered_carrier_date,order_delivered_customer_date,order_estimated_delivery_date",
    "olist_order_items_dataset.csv": "order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,"
    "freight_value",
    "olist_order_payments_dataset.csv": "order_id,payment_sequential,payment_type,payment_installments,"
    "payment_value",
    "olist_order_reviews_dataset.csv": "review_id,order_id,review_score,review_comment_message,"
    "review_creation_date",
    "olist_customers_dataset.csv": "customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,"
    "customer_state",
    "olist_products_dataset.csv": "product_id,product_category_name,product_weight_g",
    "product_category_name_translation.csv": "product_category_name,product_category_name_english",
}
ROWS = {
    "olist_orders_dataset.csv": [
        "o1,c1,delivered,2017-03-01 10:00:00,2017-03-01 10:10:00,2017-03-02 09:00:00,2017-03-06 18:00:00,"
        "2017-03-05 00:00:00",
        "o2,c2,canceled,2017-03-01 11:00:00,2017-03-01 11:10:00,,,2017-03-20 00:00:00",
        "o3,c3,unavailable,2017-03-02 11:00:00,2017-03-04 11:10:00,,,2017-03-20 00:00:00",
        "o4,c4,shipped,2017-03-03 11:00:00,2017-03-05 11:10:00,2017-03-07 11:10:00,,2017-03-20 00:00:00",
    ],
    "olist_order_items_dataset.csv": [
        "o1,1,p1,s1,2017-03-03 00:00:00,100.00,10.00",
        "o1,2,p1,s1,2017-03-03 00:00:00,100.00,10.00",
        "o2,1,p2,s2,2017-03-03 00:00:00,50.00,5.50",
        "o4,1,p1,s1,2017-03-03 00:00:00,90.00,10.00",
    ],
    "olist_order_payments_dataset.csv": [
        "o1,1,credit_card,3,200.00",
        "o1,2,voucher,1,20.00",
        "o2,1,boleto,1,55.50",
        "o3,1,boleto,1,77.77",
        "o4,1,boleto,1,101.00",
        "o9,1,boleto,1,5.00",
    ],
    "olist_order_reviews_dataset.csv": [
        "r1,o1,1,chegou tarde 😡,2017-03-07 00:00:00",
        "r2,o4,5,,2017-03-25 00:00:00",
    ],
    "olist_customers_dataset.csv": [f"c{n},u{n % 3},01310,são paulo,SP" for n in range(1, 5)],
    "olist_products_dataset.csv": ["p1,perfumaria,1500", "p2,,"],
    "product_category_name_translation.csv": ["perfumaria,perfumery"],
}


@pytest.fixture
def folder(tmp_path):
    """A small history with one order of each kind."""
    return small(tmp_path)


def small(folder):
    for name, header in HEADERS.items():
        write(folder, name, [header, *ROWS[name]])
    return folder


@dataclass(frozen=True)
class Growing:
    """The small history, lived in two runs and then once more: what was reported after each."""

    begun: dict[str, Any]
    whole: dict[str, Any]
    again: dict[str, Any]
    astray: list[str]
    """Partitions for everything else in which its entries lie."""


KEPT: list[Growing] = []


@pytest.fixture
def grown(folder):
    """Lived once, by the first test that asks, for all that only read what was reported."""
    if not KEPT:
        reports = [lived("olist", folder, **choice) for choice in ({"orders": 2}, {}, {})]
        with connection.cursor() as cursor:
            cursor.execute("SELECT DISTINCT tableoid::regclass::text FROM ledger_transfer")
            astray = [table for (table,) in cursor.fetchall() if table.endswith("_other")]
        KEPT.append(Growing(*reports, astray))
    return KEPT[0]


def write(folder, name, lines):
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def lived(form, folder, *, meanwhile=lambda *_: None, **choice):
    layout = load(form)
    ran = run(layout, folder, Choice(**choice), workers=1, progress=meanwhile)
    return report(layout.name, ran, asked=Asked())


def faults_of(form, folder):
    """What reading says of a history, without living it."""
    layout, path = load(form), folder / "staged.sqlite"
    faults = stage(layout, folder, path)
    with contextlib.closing(open_staged(path)) as staged:
        return faults + normalise(staged, layout)


def test_every_kind_of_order_is_lived_and_counted(grown):
    told = grown.whole

    assert told["rejected_rows"] == []
    assert told["orders"] == {"canceled": 1, "delivered": 1, "shipped": 1, "unavailable": 1}
    assert told["our_states"] == {"cancelled": 2, "completed": 1, "confirmed": 1}
    assert (told["goods_fen"], told["freight_fen"]) == (340_00, 35_50)
    assert told["payments_fen"] == {"boleto": 234_27, "credit_card": 200_00, "voucher": 20_00}
    assert (told["late_deliveries"], told["sellers"], told["cases_opened"]) == (1, 2, 1)
    assert told["ratings"] == {"count": 2, "mean": 3.0}
    assert told["verify"] == {"ok": True, "findings": []}


def test_money_is_where_it_belongs_when_every_life_is_over(grown):
    ledger = grown.whole["ledger_fen"]

    assert ledger["payments.refunding"] == 0
    # o1 is over: its goods are settled with the supplier, less a tenth. o4 is on its way: what was paid for
    # it waits, and one yuan that was paid beyond its price went back.
    assert (ledger["finance.supplier_due"], ledger["finance.commission"]) == (180_00, 20_00)
    assert (ledger["payments.supplier_payable"], ledger["payments.freight_income"]) == (0, 20_00)
    assert ledger["payments.prepaid"] == 100_00
    assert ledger["payments.elsewhere"] == 320_00


def test_what_is_over_is_settled_with_its_seller(grown):
    told = grown.whole["settlement"]
    assert (told["statements"], told["held"], told["returns_fen"]) == (1, 0, 0)
    assert (told["sales_fen"], told["commission_fen"], told["net_fen"]) == (200_00, 20_00, 180_00)


def test_each_parcel_costs_freight_by_its_weight(grown):
    # Three kilos and one and a half, to the province where all of them live.
    assert grown.whole["freight_cost"] == {"parcels": 2, "fen": 9_00 + 7_50}


def test_the_till_and_the_carrier_list_what_the_house_booked(grown):
    told = grown.whole

    # Five payments came; o2 and o3 went back whole, of o4 one yuan.
    assert told["reconciliation"] == straight.agreed("days", 4, 8, 454_27, 55_50 + 77_77 + 1_00)
    assert told["remittances"] == straight.agreed("lists", 0, 0, 0)
    # A parcel that was lived later stands on another bill of the same month.
    assert told["freight_bills"] == {
        "bills": 2, "lines": 2, "matched": 2, "theirs_only": 0, "ours_only": 0, "differs": 0, "fen": 16_50
    }  # fmt: skip
    assert told["allocation"] == {"orders": 3, "parts": 2, "released": 1}


def test_what_was_paid_at_the_door_is_handed_over_the_day_after(folder):
    unpaid = [row for row in ROWS["olist_order_payments_dataset.csv"] if not row.startswith("o1")]
    write(folder, "olist_order_payments_dataset.csv", [HEADERS["olist_order_payments_dataset.csv"], *unpaid])
    told = lived("olist", folder)

    assert told["remittances"] == straight.agreed("lists", 1, 1, 220_00)
    assert told["ledger_fen"]["payments.cash_on_delivery"] == 0
    assert told["ledger_fen"]["payments.bank"] == 220_00


def test_where_others_say_otherwise_each_difference_is_found_and_nothing_is_hidden(folder):
    def meanwhile(what, done, planned):
        """All are lived and nothing is compared yet: now the other firms keep other books."""
        if what == "2017-03" and done == planned:
            paid = Movement.objects.filter(refund_number="")
            paid.filter(amount_fen=200_00).update(amount_fen=199_99)
            paid.filter(amount_fen=101_00).delete()
            Movement.objects.filter(amount_fen=77_77).update(number="never asked for")
            Parcel.objects.filter(grams=3000).update(grams=9000)

    told = lived("olist", folder, meanwhile=meanwhile)

    found = {name: told["reconciliation"][name] for name in ("ours_only", "theirs_only", "amount_differs")}
    assert found == {"ours_only": 2, "theirs_only": 1, "amount_differs": 1}
    assert told["reconciliation"]["matched"] == told["reconciliation"]["lines"] - 2
    assert (told["freight_bills"]["matched"], told["freight_bills"]["differs"]) == (1, 1)
    assert told["verify"] == {"ok": True, "findings": []}


def test_nothing_is_settled_while_orders_of_that_month_may_still_be_lived(grown):
    assert (grown.begun["settlement"]["statements"], grown.begun["our_states"]) == (
        0,
        {"cancelled": 1, "completed": 1},
    )
    assert grown.whole["settlement"]["sales_fen"] == 200_00


def test_a_second_run_lives_nothing_twice(grown):
    runs = (grown.begun, grown.whole, grown.again)
    assert [told["orders_lived_now"] for told in runs] == [2, 2, 0]
    assert grown.whole["rejected_rows"] == []
    assert grown.again["goods_fen"] == grown.whole["goods_fen"] == 340_00
    for figure in ("reconciliation", "freight_bills", "allocation", "ledger_fen"):
        assert grown.again[figure] == grown.whole[figure]


def test_entries_lie_in_the_months_of_the_history(grown):
    assert grown.astray == []


def test_an_order_that_fails_leaves_nothing_behind_and_is_named_until_it_is_lived_after_all(folder):
    reviews = "olist_order_reviews_dataset.csv"
    write(folder, reviews, [HEADERS[reviews], "r1,o1,9,,2017-03-07 00:00:00"])
    told = lived("olist", folder)

    assert [(row["file"], row["line"]) for row in told["rejected_rows"]] == [("olist_orders_dataset.csv", 2)]
    assert "NotAScore" in told["rejected_rows"][0]["reason"]
    assert "delivered" not in told["orders"]
    assert told["verify"] == {"ok": True, "findings": []}

    write(folder, reviews, [HEADERS[reviews], "r1,o1,4,,2017-03-07 00:00:00"])
    told = lived("olist", folder)
    assert (told["rejected_rows"], told["orders_lived_now"]) == ([], 1)
    assert not Rejected.objects.exists()


@pytest.mark.parametrize(
    ("name", "line", "reason"),
    [
        pytest.param("olist_orders_dataset.csv", "o5,c1,delivered,yesterday,,,,", "purchased", id="no time"),
        pytest.param("olist_orders_dataset.csv", "o5,c1,delivered", "3 fields instead of 8", id="cut off"),
        pytest.param(
            "olist_orders_dataset.csv", ROWS["olist_orders_dataset.csv"][0], "told before", id="twice"
        ),
        pytest.param("olist_order_items_dataset.csv", "o1,3,p1,s1,,-1.00,0", "price", id="negative amount"),
        pytest.param("olist_order_items_dataset.csv", "o1,3,p1,s1,,1e99,0", "price", id="huge amount"),
        pytest.param("olist_order_items_dataset.csv", "o1,3,p1,s1,,1.999,0", "price", id="part of a fen"),
        pytest.param("olist_order_items_dataset.csv", "o1,three,p1,s1,,1,0", "position", id="no number"),
        pytest.param(
            "olist_order_payments_dataset.csv", "o1,3,,1,1.00", "kind", id="nothing where a kind is due"
        ),
        pytest.param("olist_order_payments_dataset.csv", "o1,3,\x00,1,1.00", "kind", id="a zero byte"),
    ],
)
def test_a_malformed_row_is_reported_with_its_file_and_line(name, line, reason, folder):
    write(folder, name, [HEADERS[name], *ROWS[name], line])
    faults = faults_of("olist", folder)

    assert [fault[:2] for fault in faults] == [(name, len(ROWS[name]) + 2)]
    assert reason in faults[0][2]


def test_a_row_in_another_encoding_is_reported(folder):
    path = folder / "olist_customers_dataset.csv"
    path.write_bytes(path.read_bytes() + "c9,u9,01310,são paulo,SP\n".encode("latin-1"))
    assert [(line, "UTF-8" in why) for _, line, why in faults_of("olist", folder)] == [(6, True)]


def test_compressed_files_are_read_as_they_are(folder):
    for path in list(folder.iterdir()):
        with gzip.open(f"{path}.gz", "wb") as packed:
            packed.write(path.read_bytes())
        path.unlink()
    assert faults_of("olist", folder) == []
    with contextlib.closing(open_staged(folder / "staged.sqlite")) as staged:
        assert staged.execute("SELECT sum(price) FROM items").fetchone()[0] == 340_00


def test_days_choose_orders(folder):
    from datetime import date

    told = lived("olist", folder, since=date(2017, 3, 2), until=date(2017, 3, 2))
    assert told["orders"] == {"unavailable": 1}


def test_a_parcel_handed_over_five_months_after_its_order_still_finds_its_carrier_in_good_standing(folder):
    late = ROWS["olist_orders_dataset.csv"][3].replace("2017-03-07 11:10:00", "2017-08-05 11:10:00")
    write(folder, "olist_orders_dataset.csv", [HEADERS["olist_orders_dataset.csv"], late])

    told = lived("olist", folder)

    assert (told["rejected_rows"], told["our_states"]) == ([], {"confirmed": 1})


def test_invoices_of_the_second_format_are_lived(tmp_path):
    write(tmp_path, "online_retail_II_2009_2010.csv", [
        "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country",
        "489434,85048,GLASS BALL,12,2009-12-01 07:45:00,6.95,13085,United Kingdom",
        "489434,79323P,PINK LIGHTS,2,2009-12-01 07:45:00,6.75,13085,United Kingdom",
        "489435,85048,GLASS BALL,1,2009-12-01 08:45:00,7.95,,France",
        "489436,85048,GLASS BALL,-5,2009-12-01 09:45:00,7.95,,France",
        "489437,85048,GLASS BALL,5,2009-12-01 09:45:00,0,,France",
        "C489438,79323P,PINK LIGHTS,-2,2009-12-05 09:45:00,6.75,13085,United Kingdom",
        "489439,85048,GLASS BALL,1,2009-12-06 08:45:00,7.95,,France",
    ])  # fmt: skip
    told = lived("online_retail", tmp_path)

    assert [row["line"] for row in told["rejected_rows"]] == [5, 6], told["rejected_rows"]
    assert told["orders"] == {"sold": 3}
    assert told["goods_fen"] == 12 * 695 + 2 * 675 + 2 * 795
    assert told["payments_fen"] == {"account": 12 * 695 + 2 * 675 + 2 * 795}
    assert told["returns"] == 1
    assert told["verify"] == {"ok": True, "findings": []}


@pytest.mark.real_data
@pytest.mark.slow
def test_the_first_orders_of_olist_say_what_their_files_say():
    if not (straight.DATA / "olist").is_dir():
        pytest.skip(f"the shared data set is not in {straight.DATA}")
    told, true = lived("olist", straight.DATA / "olist", orders=40), straight.olist(40)

    assert told["rejected_rows"] == []
    for figure in ("orders", "goods_fen", "freight_fen", "payments_fen", "late_deliveries", "sellers"):
        assert told[figure] == true[figure], figure
    assert (told["ratings"]["count"], round(told["ratings"]["mean"], 3)) == true["ratings"]
    for figure in ("freight_cost", "allocation", "reconciliation", "remittances"):
        assert told[figure] == true[figure], figure
    billed = {name: told["freight_bills"][name] for name in ("lines", "matched", "fen")}
    parcels, cost = true["freight_cost"]["parcels"], true["freight_cost"]["fen"]
    assert billed == {"lines": parcels, "matched": parcels, "fen": cost}
    assert told["verify"] == {"ok": True, "findings": []}
    assert Lived.objects.filter(kind="order").count() == 40
    assert not Rejected.objects.exists()


@pytest.mark.real_data
@pytest.mark.slow
def test_the_first_invoices_of_online_retail_say_what_their_file_says(tmp_path):
    source = straight.DATA / "online_retail" / "online_retail_II_2009_2010.csv.gz"
    if not source.is_file():
        pytest.skip(f"the shared data set is not in {straight.DATA}")
    with gzip.open(source, "rb") as whole, gzip.open(tmp_path / source.name, "wb") as beginning:
        beginning.writelines(itertools.islice(whole, 1_000))
    told, true = lived("online_retail", tmp_path, orders=12), straight.online_retail(12, tmp_path)
    assert {figure: told[figure] for figure in true} == true


def test_the_law_of_the_first_day_judges_the_days_before(folder):
    lived("olist", folder, orders=1)
    from datetime import date

    assert norm("partner.verification_months", on=date(2016, 1, 1)) == 6
