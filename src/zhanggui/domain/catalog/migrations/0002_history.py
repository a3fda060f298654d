"""The history of these rows is kept from here on, so that a change at the database's prompt shows."""

import pgtrigger.compiler
import pgtrigger.migrations
import zhanggui.schema.triggers
from django.db import migrations

from zhanggui.schema.triggers import baseline


class Migration(migrations.Migration):
    dependencies = [
        ("trail", "0003_horizon"),
        ("catalog", "0001_initial"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="picture",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="c4c512917147b7322bfa19da9eaf605426f0ecef",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_616cd",
                    table="catalog_picture",
                    when="AFTER",
                ),
            ),
        ),
        baseline("catalog_picture"),
    ]
