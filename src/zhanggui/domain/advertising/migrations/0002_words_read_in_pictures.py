import pgtrigger.compiler
import pgtrigger.migrations
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):

    dependencies = [
        ('advertising', '0001_initial'),
    ]

    operations = together([
        migrations.CreateModel(
            name='PictureReading',
            fields=[
                ('id', models.UUIDField(default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('sha256', models.CharField(help_text="of the picture's bytes", max_length=64, unique=True)),
                ('lines', models.JSONField(blank=True, default=list, help_text='from the top down')),
                ('reader', models.CharField(help_text='which reader, in which edition', max_length=60)),
                ('read_at', models.DateTimeField()),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='picturereading',
            trigger=zhanggui.schema.triggers.GuardedTrigger(name='append_only', sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(execute='house_refuse_change()', func='', hash='ec9044eba2334db7f4d780639859d45ef8c576da', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5cb48', table='advertising_picturereading', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='picturereading',
            trigger=pgtrigger.compiler.Trigger(name='governed', sql=zhanggui.schema.triggers.CallSql(execute="trail_row_history('', '')", func='', hash='d1121f17ed50366d4de9da94b43cf92fcc58eb96', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_governed_ad525', table='advertising_picturereading', when='AFTER')),
        ),
    ])
