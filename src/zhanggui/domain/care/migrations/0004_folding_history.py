"""The history of folded ratings is kept too."""

import pgtrigger.compiler
import pgtrigger.migrations
import zhanggui.schema.triggers
from django.db import migrations

from zhanggui.schema.triggers import baseline


class Migration(migrations.Migration):
    dependencies = [
        ("care", "0003_folding_by_two"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="folding",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="b264c7cbd7efe99d8f888a200527bb6a9b80c989",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_ddef7",
                    table="care_folding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="foldingproposal",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="48b249a08b4e3fe99f62775d1d03479e31af9885",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_82d89",
                    table="care_foldingproposal",
                    when="AFTER",
                ),
            ),
        ),
        baseline("care_folding"),
        baseline("care_foldingproposal"),
    ]
