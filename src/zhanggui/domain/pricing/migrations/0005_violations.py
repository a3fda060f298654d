
import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0002_history'),
        ('pricing', '0004_history'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PriceViolation',
            fields=[
                ('id', models.UUIDField(default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('false_reduction', 'false_reduction'), ('false_reference', 'false_reference'), ('overcharge', 'overcharge'), ('bait', 'bait'), ('unmarked', 'unmarked'), ('promise_refused', 'promise_refused')], max_length=20)),
                ('gravity', models.CharField(choices=[('minor', 'minor'), ('major', 'major')], max_length=8)),
                ('what', models.TextField(help_text='the facts: where, when, which prices')),
                ('evidence', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), blank=True, default=list, help_text='documents', size=None)),
                ('reported_at', models.DateTimeField()),
                ('goods', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='price_violations', to='catalog.goods')),
                ('reported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='priceviolation',
            trigger=zhanggui.schema.triggers.GuardedTrigger(name='append_only', sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(execute='house_refuse_change()', func='', hash='20b0ef007168574ff5d3def0e3866759eea7ba9d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d7058', table='pricing_priceviolation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='priceviolation',
            trigger=pgtrigger.compiler.Trigger(name='governed', sql=zhanggui.schema.triggers.CallSql(execute="trail_row_history('', '')", func='', hash='301bb61d0d09ee4becf7147f7c3721ba2b080baf', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_governed_9f7ee', table='pricing_priceviolation', when='AFTER')),
        ),
    ]
