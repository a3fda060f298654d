"""The history of these rows is kept from here on, so that a change at the database's prompt shows."""

import pgtrigger.compiler
import pgtrigger.migrations
import zhanggui.schema.triggers
from django.db import migrations

from zhanggui.schema.triggers import baseline


class Migration(migrations.Migration):
    dependencies = [
        ("trail", "0003_horizon"),
        ("approvals", "0002_governed"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="checklistanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="d96c7ca577073c65efcfccb84a3fd4096a79f027",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_6c690",
                    table="approvals_checklistanswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="566dba6a4f73fa53c7ecbe50ddcee2bacedb0b53",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_13ae3",
                    table="approvals_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewstep",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="de67b753350ba10d5fe74f10ff2c56d2e0323f43",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_a20ab",
                    table="approvals_reviewstep",
                    when="AFTER",
                ),
            ),
        ),
        baseline("approvals_checklistanswer"),
        baseline("approvals_decision"),
        baseline("approvals_reviewstep"),
    ]
