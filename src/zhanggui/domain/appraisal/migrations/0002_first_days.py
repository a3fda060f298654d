import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("appraisal", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="assessment", name="appraisal_quarter_once"),
        migrations.AddField(
            model_name="assessment",
            name="term",
            field=models.CharField(
                choices=[("quarter", "quarter"), ("trial", "trial")], default="quarter", max_length=8
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="since",
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="assessment",
            name="until",
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(
                fields=("supplier", "term", "quarter"), name="appraisal_quarter_once"
            ),
        ),
    ]
