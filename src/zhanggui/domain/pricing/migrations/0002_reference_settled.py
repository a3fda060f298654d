from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pricing", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="price",
            name="reference_settled_at",
            field=models.DateTimeField(
                blank=True,
                help_text="when it was compared with the trades up to its start; shown since",
                null=True,
            ),
        ),
    ]
