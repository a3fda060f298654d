
import zhanggui.domain.columns.states
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('columns', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='columnversion',
            name='audience',
            field=models.CharField(choices=[('everyone', 'everyone'), ('visitors', 'visitors'), ('members', 'members'), ('newcomers', 'newcomers')], default=zhanggui.domain.columns.states.Audience['EVERYBODY'], max_length=16),
        ),
    ]
