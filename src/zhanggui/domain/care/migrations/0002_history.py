"""The history of these rows is kept from here on, so that a change at the database's prompt shows."""

import pgtrigger.compiler
import pgtrigger.migrations
import zhanggui.schema.triggers
from django.db import migrations

from zhanggui.schema.triggers import baseline


class Migration(migrations.Migration):
    dependencies = [
        ("trail", "0003_horizon"),
        ("care", "0001_initial"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="complaint",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('caller', '')",
                    func="",
                    hash="a469073f26ed635b2415f2f1cfa2c43910ceb6c8",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_06622",
                    table="care_complaint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('caller', '')",
                    func="",
                    hash="f539155ff37f90451f1afacdee6c97323f8efc99",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_4cdf7",
                    table="care_consultation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rating",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="18eeae743d2432d3eaa0b84d5033d6de6fd096a1",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_f4ff8",
                    table="care_rating",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="satisfactionresult",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="2651fa7bb7fcf8a202f39fb4e4428bb821f3d227",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_49869",
                    table="care_satisfactionresult",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="survey",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="9c13010a026faf5bf96b03b9361be34e644c8459",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_1d60a",
                    table="care_survey",
                    when="AFTER",
                ),
            ),
        ),
        baseline("care_complaint", secret="caller"),  # noqa: S106
        baseline("care_consultation", secret="caller"),  # noqa: S106
        baseline("care_rating"),
        baseline("care_satisfactionresult"),
        baseline("care_survey"),
    ]
