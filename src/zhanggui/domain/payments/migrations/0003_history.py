"""The history of these rows is kept from here on, so that a change at the database's prompt shows."""

import pgtrigger.compiler
import pgtrigger.migrations
import zhanggui.schema.triggers
from django.db import migrations

from zhanggui.schema.triggers import baseline


class Migration(migrations.Migration):
    dependencies = [
        ("trail", "0003_horizon"),
        ("payments", "0002_methods"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="gatewaynotice",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="540ebc1d371efdefbb97754cb20b364b5aa4a646",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_56049",
                    table="payments_gatewaynotice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="b69aba2d83b889f93996819830ab3b0266058ecf",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_e1fcb",
                    table="payments_payment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="refund",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="5d4a544bfefdc399091cc09848b7a18c56c3b8d8",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_63c0d",
                    table="payments_refund",
                    when="AFTER",
                ),
            ),
        ),
        baseline("payments_gatewaynotice"),
        baseline("payments_payment"),
        baseline("payments_refund"),
    ]
