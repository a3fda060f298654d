from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("appraisal", "0002_first_days")]

    operations = [
        migrations.AddField(
            model_name="takenmeasure",
            name="was_so_at",
            field=models.DateTimeField(
                blank=True,
                help_text="the supplier had been stopped, or had left, before: there is nothing to take back",
                null=True,
                verbose_name="was so already at",
            ),
        ),
        migrations.RunSQL(
            sql="""UPDATE appraisal_takenmeasure SET was_so_at = taken_at, note = ''
                   WHERE note IN ('stopped before', 'left before')""",
            reverse_sql=migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name="takenmeasure",
            constraint=models.CheckConstraint(
                condition=Q(was_so_at=None) | Q(taken_at=F("was_so_at")), name="appraisal_was_so_when_taken"
            ),
        ),
    ]
