import zhanggui.kernel.ids
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("schema", "0002_functions"),
    ]

    operations = together([
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("account_id", models.UUIDField()),
                ("key", models.CharField(max_length=80)),
                ("digest", models.CharField(help_text="of method, path and body", max_length=64)),
                ("status", models.PositiveSmallIntegerField(default=0)),
                ("content_type", models.CharField(blank=True, max_length=80)),
                ("content", models.BinaryField(default=b"")),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="api_answer_at")],
                "constraints": [
                    models.UniqueConstraint(fields=("account_id", "key"), name="api_answer_once")
                ],
            },
        ),
    ])
