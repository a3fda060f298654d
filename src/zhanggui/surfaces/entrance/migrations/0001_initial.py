import zhanggui.kernel.ids
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = together([
        migrations.CreateModel(
            name="SentForm",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("account_id", models.UUIDField()),
                ("key", models.UUIDField(help_text="drawn with the form")),
                ("led_to", models.CharField(blank=True, max_length=2000)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="entrance_form_at")],
                "constraints": [
                    models.UniqueConstraint(fields=("account_id", "key"), name="entrance_form_once")
                ],
            },
        ),
    ])
