import django.core.serializers.json
import pgtrigger.compiler
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = together([
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("taken_on", models.DateField()),
                ("taken_at", models.DateTimeField()),
                ("control", models.CharField(max_length=120)),
                ("status", models.CharField(max_length=12)),
                ("figures", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("threshold", models.TextField(blank=True)),
                ("records", models.BigIntegerField()),
                ("error", models.TextField(blank=True)),
                ("elapsed_ms", models.IntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("control", "taken_on"), name="controls_snapshot_once_a_day"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="5d1df7a7d3b42e02d8aa44ac8e85be2f70ac91f2",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_7443d",
                            table="controls_snapshot",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="47a5bca9c9bb40fe97b4a31349ce7818529f0aad",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c144f",
                            table="controls_snapshot",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
    ])
