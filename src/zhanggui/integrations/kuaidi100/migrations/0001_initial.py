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
            name="StandInParcel",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("company", models.CharField(max_length=40)),
                ("number", models.CharField(max_length=40)),
                ("origin", models.CharField(max_length=80)),
                ("destination", models.CharField(max_length=80)),
                ("callback", models.CharField(max_length=500)),
                ("salt", models.CharField(max_length=80)),
                ("subscribed_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("company", "number"), name="kuaidi100_subscribed_once")
                ],
            },
        ),
    ])
