"""The history of these rows is kept from here on, so that a change at the database's prompt shows."""

import pgtrigger.compiler
import pgtrigger.migrations
import zhanggui.schema.triggers
from django.db import migrations

from zhanggui.schema.triggers import baseline


class Migration(migrations.Migration):
    dependencies = [
        ("trail", "0003_horizon"),
        ("cases", "0001_initial"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="caseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="76dc7df0689495db6b01e929339ae71f4e9d4bf3",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_a5126",
                    table="cases_caseevent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clockmark",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="d728c2b31cba5bcb7102d1a74a957a7082882eff",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_af707",
                    table="cases_clockmark",
                    when="AFTER",
                ),
            ),
        ),
        baseline("cases_caseevent"),
        baseline("cases_clockmark"),
    ]
