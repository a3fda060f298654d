"""The history of these rows is kept from here on, so that a change at the database's prompt shows."""

import pgtrigger.compiler
import pgtrigger.migrations
import zhanggui.schema.triggers
from django.db import migrations

from zhanggui.schema.triggers import baseline


class Migration(migrations.Migration):
    dependencies = [
        ("trail", "0003_horizon"),
        ("controls", "0001_initial"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="snapshot",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="5d1df7a7d3b42e02d8aa44ac8e85be2f70ac91f2",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_7443d",
                    table="controls_snapshot",
                    when="AFTER",
                ),
            ),
        ),
        baseline("controls_snapshot"),
    ]
