
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('broadcast', '0002_initial'),
        ('pricing', '0002_reference_settled'),
    ]

    operations = [
        migrations.AddField(
            model_name='slotgoods',
            name='leftover_returned_at',
            field=models.DateTimeField(blank=True, help_text='when nothing of the quota was left here any more', null=True),
        ),
        migrations.AlterField(
            model_name='slotgoods',
            name='price',
            field=models.ForeignKey(blank=True, help_text='the price it is shown with, since the plan was submitted', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pricing.price'),
        ),
    ]
