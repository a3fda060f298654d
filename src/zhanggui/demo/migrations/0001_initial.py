from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("schema", "0002_functions"),
    ]

    operations = together([
        migrations.CreateModel(
            name="ChapterTold",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("told_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["told_at"],
            },
        ),
    ])
