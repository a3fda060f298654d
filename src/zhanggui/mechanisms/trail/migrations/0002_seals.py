"""Seals: chained, append-only, with the digest of each row they cover."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.migrations
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    dependencies = [
        ("trail", "0001_initial"),
    ]

    operations = together([
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField()),
                ("algorithm", models.CharField(max_length=8)),
                ("previous", models.BinaryField()),
                ("code", models.BinaryField()),
                ("key", models.CharField(max_length=16)),
            ],
        ),
        migrations.CreateModel(
            name="SealPart",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("table_name", models.CharField(max_length=63)),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=63), size=None
                    ),
                ),
                ("since_xid", models.BigIntegerField()),
                ("until_xid", models.BigIntegerField()),
                ("rows", models.IntegerField()),
                ("digests", models.BinaryField()),
            ],
            options={
                "ordering": ["table_name"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seal",
            trigger=zhanggui.schema.triggers.GuardedTrigger(
                name="append_only",
                sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                    execute="house_refuse_change()",
                    func="",
                    hash="cc2da25cf49b5fe0af8d33fb261ad2c74f5e4e6b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c51f8",
                    table="trail_seal",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="sealpart",
            name="seal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="trail.seal"
            ),
        ),
        migrations.AddConstraint(
            model_name="sealpart",
            constraint=models.UniqueConstraint(fields=("seal", "table_name"), name="trail_seal_part_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sealpart",
            trigger=zhanggui.schema.triggers.GuardedTrigger(
                name="append_only",
                sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                    execute="house_refuse_change()",
                    func="",
                    hash="3f2ccb3425a0e3607d655e608e10702160ed31c9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_61ede",
                    table="trail_sealpart",
                    when="BEFORE",
                ),
            ),
        ),
    ])
