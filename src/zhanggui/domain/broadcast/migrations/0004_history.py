"""The history of these rows is kept from here on, so that a change at the database's prompt shows."""

import pgtrigger.compiler
import pgtrigger.migrations
import zhanggui.schema.triggers
from django.db import migrations

from zhanggui.schema.triggers import baseline


class Migration(migrations.Migration):
    dependencies = [
        ("trail", "0003_horizon"),
        ("broadcast", "0003_price_when_submitted"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="channel",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="2170c12d5b4006f908c605907730dea408d1e2dc",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_69759",
                    table="broadcast_channel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programme",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="db1da14c17e4a6e47ddda668078188b1edde89e5",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_eb318",
                    table="broadcast_programme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="slotplan",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="a88eb1f23bba1465b0deb7649f44a81a94785228",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_ec851",
                    table="broadcast_slotplan",
                    when="AFTER",
                ),
            ),
        ),
        baseline("broadcast_channel"),
        baseline("broadcast_programme"),
        baseline("broadcast_slotplan"),
    ]
