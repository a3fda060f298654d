from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0002_word_lists"),
    ]

    operations = [
        migrations.AlterField(
            model_name="stopsale",
            name="cause",
            field=models.CharField(
                choices=[
                    ("supplier_wish", "supplier_wish"),
                    ("quality", "quality"),
                    ("price", "price"),
                    ("information", "information"),
                    ("document", "document"),
                    ("recall", "recall"),
                    ("house", "house"),
                    ("violation", "violation"),
                ],
                max_length=20,
            ),
        ),
    ]
