"""From here on every change of an account, a grant, an organisation or a person is kept."""

import pgtrigger.compiler
import pgtrigger.migrations
import zhanggui.schema.triggers
from django.db import migrations

from zhanggui.schema.triggers import baseline


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0003_sign_in"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('password,mobile', 'last_login')",
                    func="",
                    hash="0a7e8997d176b24cc5b3bb79f0e8ffad697cedd9",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_30245",
                    table="identity_account",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="grant",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="ce3a1af41f5d11c0d623eb71757a47861a5c705e",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_4b4b1",
                    table="identity_grant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="31e6ea0dbe3d00d2afb4cb0787d1d264baafed67",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_6c8be",
                    table="identity_organisation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('id_number', '')",
                    func="",
                    hash="c59c1ca6bf6d7bd8755050aded654467944851ee",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_10320",
                    table="identity_person",
                    when="AFTER",
                ),
            ),
        ),
        baseline("identity_account", secret="password,mobile", ignore="last_login"),  # noqa: S106
    ]
