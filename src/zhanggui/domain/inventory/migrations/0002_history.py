"""The history of these rows is kept from here on, so that a change at the database's prompt shows."""

import pgtrigger.compiler
import pgtrigger.migrations
import zhanggui.schema.triggers
from django.db import migrations

from zhanggui.schema.triggers import baseline


class Migration(migrations.Migration):
    dependencies = [
        ("trail", "0003_horizon"),
        ("inventory", "0001_goods"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="holddecision",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="bc3f4642dc99994a6a089e31750d9749d007d6ad",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_93775",
                    table="inventory_holddecision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inspection",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="25954eb90a07cfc333a88fedf70a170abfb6e930",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_a2baa",
                    table="inventory_inspection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="receipt",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="fbedd262a442c390a285630e18eb66aee6793e83",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_ff4ca",
                    table="inventory_receipt",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="receiptline",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="eef4575904614d6ac70c0ae1b55de49ce3d86d31",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_05f3d",
                    table="inventory_receiptline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stockcount",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="c5118a6e8b1d5938c3053d0739e532208f44bc6e",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_3d4d6",
                    table="inventory_stockcount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stockcountline",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="0fcb6c0dfddf10a96b4a5881e85294ad03b5ae76",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_83acf",
                    table="inventory_stockcountline",
                    when="AFTER",
                ),
            ),
        ),
        baseline("inventory_holddecision"),
        baseline("inventory_inspection"),
        baseline("inventory_receipt"),
        baseline("inventory_receiptline"),
        baseline("inventory_stockcount"),
        baseline("inventory_stockcountline"),
    ]
