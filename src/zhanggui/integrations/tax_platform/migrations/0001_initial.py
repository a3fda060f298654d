import django.db.models.deletion
import zhanggui.kernel.ids
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("schema", "0002_functions"),
    ]

    operations = together([
        migrations.RunSQL(
            sql="CREATE SEQUENCE tax_platform_number",
            reverse_sql="DROP SEQUENCE tax_platform_number",
        ),
        migrations.CreateModel(
            name="StandInInvoice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("serial", models.CharField(max_length=64, unique=True)),
                ("number", models.CharField(max_length=20, unique=True)),
                ("digest", models.CharField(max_length=64)),
                ("total_fen", models.BigIntegerField()),
                (
                    "red_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reds",
                        to="tax_platform.standininvoice",
                    ),
                ),
                ("original", models.TextField()),
                ("issued_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("red_of", None), ("total_fen__gt", 0)),
                            models.Q(("red_of__isnull", False), ("total_fen__lt", 0)),
                            _connector="OR",
                        ),
                        name="tax_platform_colour",
                    )
                ],
            },
        ),
    ])
