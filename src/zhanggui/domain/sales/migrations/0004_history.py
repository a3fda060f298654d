"""The history of these rows is kept from here on, so that a change at the database's prompt shows."""

import pgtrigger.compiler
import pgtrigger.migrations
import zhanggui.schema.triggers
from django.db import migrations

from zhanggui.schema.triggers import baseline


class Migration(migrations.Migration):
    dependencies = [
        ("trail", "0003_horizon"),
        ("sales", "0003_order_numbers"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="address",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('recipient,mobile,street', '')",
                    func="",
                    hash="acd81a7993be54f539628dc43f5e1f5558a72832",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_dbab0",
                    table="sales_address",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="order",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="1e9d72795b75045fd11557566c3dd3e35ec9c319",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_88f5b",
                    table="sales_order",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="orderline",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="06f2dc171f987673d830fc7b02322b7385ead72a",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_2e424",
                    table="sales_orderline",
                    when="AFTER",
                ),
            ),
        ),
        baseline("sales_address", secret="recipient,mobile,street"),  # noqa: S106
        baseline("sales_order"),
        baseline("sales_orderline"),
    ]
