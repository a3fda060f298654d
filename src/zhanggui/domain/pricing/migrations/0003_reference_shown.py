
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pricing', '0002_reference_settled'),
    ]

    operations = [
        migrations.AlterField(
            model_name='price',
            name='reference_fen',
            field=models.BigIntegerField(blank=True, help_text='the struck-out price that is shown; none before it is settled', null=True),
        ),
        migrations.AlterField(
            model_name='price',
            name='reference_settled_at',
            field=models.DateTimeField(blank=True, help_text='when the approved reference met the trades up to the start', null=True),
        ),
    ]
