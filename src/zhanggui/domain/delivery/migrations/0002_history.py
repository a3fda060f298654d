"""The history of these rows is kept from here on, so that a change at the database's prompt shows."""

import pgtrigger.compiler
import pgtrigger.migrations
import zhanggui.schema.triggers
from django.db import migrations

from zhanggui.schema.triggers import baseline


class Migration(migrations.Migration):
    dependencies = [
        ("trail", "0003_horizon"),
        ("delivery", "0001_parcels"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="allocation",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="95ab64b339b0b33bb04251288399a3db5ab3d061",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_c70a0",
                    table="delivery_allocation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="allocationline",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="01654b10ccadb32d9e5b0fc0901e02de0c83e188",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_6d140",
                    table="delivery_allocationline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="picklist",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="d48442e018fc663f4cb4a1c70326b06f8fc92d0f",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_3c3cf",
                    table="delivery_picklist",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trackingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="ac96488ccafaed50bd09a7aeb4cfda43b5da9a15",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_4ec76",
                    table="delivery_trackingevent",
                    when="AFTER",
                ),
            ),
        ),
        baseline("delivery_allocation"),
        baseline("delivery_allocationline"),
        baseline("delivery_picklist"),
        baseline("delivery_trackingevent"),
    ]
