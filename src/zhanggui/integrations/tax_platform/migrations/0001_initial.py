import django.db.models.deletion
import zhanggui.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE tax_platform_number", "DROP SEQUENCE tax_platform_number"),
        migrations.CreateModel(
            name='StandInInvoice',
            fields=[
                ('id', models.UUIDField(default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('serial', models.CharField(max_length=64, unique=True)),
                ('number', models.CharField(max_length=20, unique=True)),
                ('digest', models.CharField(max_length=64)),
                ('total_fen', models.BigIntegerField()),
                ('original', models.TextField()),
                ('issued_at', models.DateTimeField()),
                ('red_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reds', to='tax_platform.standininvoice')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('red_of', None), ('total_fen__gt', 0)), models.Q(('red_of__isnull', False), ('total_fen__lt', 0)), _connector='OR'), name='tax_platform_colour')],
            },
        ),
    ]
