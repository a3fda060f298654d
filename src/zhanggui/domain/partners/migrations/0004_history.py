"""The history of these rows is kept from here on, so that a change at the database's prompt shows."""

import pgtrigger.compiler
import pgtrigger.migrations
import zhanggui.schema.triggers
from django.db import migrations

from zhanggui.schema.triggers import baseline


class Migration(migrations.Migration):
    dependencies = [
        ("trail", "0003_horizon"),
        ("partners", "0003_renewals"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="f80bc756fe70035b8e3dff1d467f1f578fc4f719",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_273e3",
                    table="partners_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('contact_mobile', '')",
                    func="",
                    hash="26461aff713b205cea011017329e707e13fbad98",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_4a086",
                    table="partners_application",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sitevisit",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="374f0760621f1d12d6799f673e8e34ba1ac7c442",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_04084",
                    table="partners_sitevisit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verification",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="69c4ab226a9c3120b62d7647188af75890693cb7",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_ffd9a",
                    table="partners_verification",
                    when="AFTER",
                ),
            ),
        ),
        baseline("partners_agreement"),
        baseline("partners_application", secret="contact_mobile"),  # noqa: S106
        baseline("partners_sitevisit"),
        baseline("partners_verification"),
    ]
