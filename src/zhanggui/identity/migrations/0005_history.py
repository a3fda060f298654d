"""The history of these rows is kept from here on, so that a change at the database's prompt shows."""

import pgtrigger.compiler
import pgtrigger.migrations
import zhanggui.schema.triggers
from django.db import migrations

from zhanggui.schema.triggers import baseline


class Migration(migrations.Migration):
    dependencies = [
        ("trail", "0003_horizon"),
        ("identity", "0004_governed"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="4f8fd62b37a7c629260a4eeb73cb537913ecb7a6",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_cd11a",
                    table="identity_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="policytext",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="662a5592765594dc32af77042972486f2640775b",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_2472d",
                    table="identity_policytext",
                    when="AFTER",
                ),
            ),
        ),
        baseline("identity_consent"),
        baseline("identity_policytext"),
    ]
