import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models


TAX = """
CREATE FUNCTION finance_tax(p_fen bigint, p_bp bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE AS 'SELECT (p_fen * p_bp + (10000 + p_bp) / 2) / (10000 + p_bp)'
"""


class Migration(migrations.Migration):

    dependencies = [
        ('broadcast', '0001_initial'),
        ('finance', '0001_initial'),
        ('partners', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(TAX, "DROP FUNCTION finance_tax(bigint, bigint)"),
        migrations.AddField(
            model_name='statement',
            name='goods_fen',
            field=models.BigIntegerField(default=0, help_text="what the supplier's own invoice says: goods less its share of promotions"),
        ),
        migrations.AddField(
            model_name='statement',
            name='input_tax_fen',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='statement',
            name='output_tax_fen',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='statementline',
            name='input_tax_fen',
            field=models.BigIntegerField(default=0, help_text='in what the supplier asks for'),
        ),
        migrations.AddField(
            model_name='statementline',
            name='output_tax_fen',
            field=models.BigIntegerField(default=0, help_text='in what the customer paid'),
        ),
        migrations.AddField(
            model_name='statementline',
            name='tax_bp',
            field=models.PositiveIntegerField(default=0, help_text='value added tax on the goods'),
        ),
        migrations.CreateModel(
            name='ProfitShare',
            fields=[
                ('id', models.UUIDField(default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('month', models.DateField()),
                ('code', models.CharField(max_length=12)),
                ('channel', models.CharField(blank=True, max_length=8)),
                ('net_fen', models.BigIntegerField()),
                ('tax_fen', models.BigIntegerField()),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='broadcast.programme')),
                ('supplier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.supplier')),
                ('voucher', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='finance.voucher')),
            ],
        ),
        migrations.CreateModel(
            name='GoodsInvoice',
            fields=[
                ('id', models.UUIDField(default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('platform_number', models.CharField(help_text='20 digits', max_length=20)),
                ('issued_on', models.DateField()),
                ('net_fen', models.BigIntegerField()),
                ('tax_fen', models.BigIntegerField()),
                ('total_fen', models.BigIntegerField()),
                ('state', models.CharField(choices=[('given', 'given'), ('certified', 'certified'), ('rejected', 'rejected')], max_length=12)),
                ('given_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, help_text='why it was sent back', max_length=400)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goods_invoices', to='finance.statement')),
            ],
            options={
                'verbose_name': 'supplier invoice',
                'verbose_name_plural': 'supplier invoices',
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'rejected'), _negated=True), fields=('statement',), name='finance_goods_invoice_once'), models.UniqueConstraint(condition=models.Q(('state', 'rejected'), _negated=True), fields=('platform_number',), name='finance_goods_invoice_number_once'), models.CheckConstraint(condition=models.Q(('total_fen', django.db.models.expressions.CombinedExpression(models.F('net_fen'), '+', models.F('tax_fen')))), name='finance_goods_invoice_sums'), models.CheckConstraint(condition=models.Q(('platform_number__regex', '^[0-9]{20}$')), name='finance_goods_invoice_number')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='goodsinvoice',
            trigger=pgtrigger.compiler.Trigger(name='governed', sql=zhanggui.schema.triggers.CallSql(execute="trail_row_history('', '')", func='', hash='0eed9ea4dbfe971a71e853fd9ba5835d03d48901', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_governed_9b4f3', table='finance_goodsinvoice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='goodsinvoice',
            trigger=pgtrigger.compiler.Trigger(name='decided', sql=zhanggui.schema.triggers.CallSql(condition='WHEN (OLD."decided_at" IS NOT NULL)', execute='house_refuse_change()', func='', hash='1382fa900d96034e7d5db40b189fc1eba7ee29dc', operation='UPDATE OR DELETE', pgid='pgtrigger_decided_25b0c', table='finance_goodsinvoice', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='profitshare',
            index=models.Index(fields=['month', 'code'], name='finance_profit_share_month'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='profitshare',
            trigger=pgtrigger.compiler.Trigger(name='governed', sql=zhanggui.schema.triggers.CallSql(execute="trail_row_history('', '')", func='', hash='39a9fd9f1750364035611ae33ae8a8ce7072a33c', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_governed_f35a1', table='finance_profitshare', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='profitshare',
            trigger=zhanggui.schema.triggers.GuardedTrigger(name='append_only', sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(execute='house_refuse_change()', func='', hash='41deeb2c437e3fa6f971e88c5916de0964f8ff76', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b20be', table='finance_profitshare', when='BEFORE')),
        ),
    ]
