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
            name="Lived",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("history", models.CharField(max_length=32)),
                ("kind", models.CharField(max_length=16)),
                ("key", models.CharField(max_length=120)),
                ("ours", models.UUIDField(null=True)),
                ("state", models.CharField(blank=True, max_length=32)),
            ],
            options={
                "indexes": [models.Index(fields=["ours"], name="replay_lived_as")],
                "constraints": [
                    models.UniqueConstraint(fields=("history", "kind", "key"), name="replay_lived_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Rejected",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("history", models.CharField(max_length=32)),
                ("file", models.CharField(max_length=120)),
                ("line", models.PositiveIntegerField()),
                ("reason", models.CharField(max_length=300)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("history", "file", "line"), name="replay_rejected_once")
                ],
            },
        ),
    ])
