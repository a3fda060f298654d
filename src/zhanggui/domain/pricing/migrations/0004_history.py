"""The history of these rows is kept from here on, so that a change at the database's prompt shows."""

import pgtrigger.compiler
import pgtrigger.migrations
import zhanggui.schema.triggers
from django.db import migrations

from zhanggui.schema.triggers import baseline


class Migration(migrations.Migration):
    dependencies = [
        ("trail", "0003_horizon"),
        ("pricing", "0003_reference_shown"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="marketresearch",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="12dc3baaba3f8dfb51713afb0ec43a1b972aeacf",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_2921a",
                    table="pricing_marketresearch",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="priceline",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="e4b04def867cf4cd22140e50efa1ef0e94c68297",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_59ea2",
                    table="pricing_priceline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tradedprice",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="2eeeafb457d21dbd7b050dda44ddbbf8e220778c",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_1a42d",
                    table="pricing_tradedprice",
                    when="AFTER",
                ),
            ),
        ),
        baseline("pricing_marketresearch"),
        baseline("pricing_priceline"),
        baseline("pricing_tradedprice"),
    ]
