import django.contrib.postgres.constraints
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("schema", "0002_functions"),
        ("approvals", "0001_initial"),
        ("trail", "0001_initial"),
        ("broadcast", "0001_initial"),
        ("catalog", "0001_initial"),
        ("pricing", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="slotgoods",
            name="price",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pricing.price"
            ),
        ),
        migrations.AddField(
            model_name="slotgoods",
            name="sku",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.sku"
            ),
        ),
        migrations.AddField(
            model_name="slotgoods",
            name="slot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="goods", to="broadcast.slot"
            ),
        ),
        migrations.AddField(
            model_name="slotplan",
            name="slot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="broadcast.slot"
            ),
        ),
        migrations.AddField(
            model_name="slotplan",
            name="submitted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="slot",
            name="approved_plan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="broadcast.slotplan",
            ),
        ),
        migrations.AddConstraint(
            model_name="slotgoods",
            constraint=models.UniqueConstraint(fields=("slot", "sku"), name="broadcast_sku_once_in_a_slot"),
        ),
        migrations.AddConstraint(
            model_name="slotgoods",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number_released_at", None)),
                fields=("item_number",),
                name="broadcast_item_number_is_free",
            ),
        ),
        migrations.AddConstraint(
            model_name="slotgoods",
            constraint=models.CheckConstraint(
                condition=models.Q(("quota__gt", 0)), name="broadcast_quota_is_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="slotgoods",
            constraint=models.CheckConstraint(
                condition=models.Q(("item_number__regex", "^[0-9]{3,6}$")),
                name="broadcast_item_number_is_short",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="slotgoods",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="ce4fc13999ffc10543acd786c55551cd6ec50f8c",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_a7e0a",
                    table="broadcast_slotgoods",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="slotplan",
            constraint=models.UniqueConstraint(fields=("slot", "number"), name="broadcast_plan_number_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="slotplan",
            trigger=zhanggui.schema.triggers.GuardedTrigger(
                name="append_only",
                sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                    execute="house_refuse_change()",
                    func="",
                    hash="0d2b7b565272f9771c44bbce005b89cb17aa501e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_eb8dd",
                    table="broadcast_slotplan",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="slot",
            index=models.Index(
                condition=models.Q(("state__in", ["ready", "on_air"])),
                fields=["state"],
                name="broadcast_slots_that_sell",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("state", "cancelled"), _negated=True),
                expressions=[
                    (
                        models.Func(
                            models.F("channel"), models.F("channel"), models.Value("[]"), function="uuidrange"
                        ),
                        "=",
                    ),
                    ("period", "&&"),
                ],
                name="broadcast_one_slot_at_a_time",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="slot",
            trigger=pgtrigger.compiler.Trigger(
                name="publishes_only_approved",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="approvals_publishes_only_approved('approved_plan_id', 'broadcast_slotplan')",
                    func="",
                    hash="1cfe517aad7f8de29992b931a803cfdb69c821b0",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_publishes_only_approved_406a4",
                    table="broadcast_slot",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="slot",
            trigger=pgtrigger.compiler.Trigger(
                name="governed",
                sql=zhanggui.schema.triggers.CallSql(
                    execute="trail_row_history('', '')",
                    func="",
                    hash="65e9f54b0c08db401359e28bdb87356b13cb8e80",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_governed_23bc0",
                    table="broadcast_slot",
                    when="AFTER",
                ),
            ),
        ),
    ]
