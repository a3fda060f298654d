"""The history of these rows is kept from here on, so that a change at the database's prompt shows."""

import pgtrigger.compiler
import pgtrigger.migrations
import zhanggui.schema.triggers
from django.db import migrations

from zhanggui.schema.triggers import baseline


class Migration(migrations.Migration):
    dependencies = [
        ("trail", "0003_horizon"),
        ("aftersales", "0001_initial"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="finding",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="5cd1edd3b7008ad98a02dc22d22c088c4ad4200e",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_827d2",
                    table="aftersales_finding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="returnalarm",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="dfb779107dbcec8a8740d13d460319491e80b646",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_40fca",
                    table="aftersales_returnalarm",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="returnline",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="55f309ec0ae9d495a8a311a07f946330e2cb7979",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_03f56",
                    table="aftersales_returnline",
                    when="AFTER",
                ),
            ),
        ),
        baseline("aftersales_finding"),
        baseline("aftersales_returnalarm"),
        baseline("aftersales_returnline"),
    ]
