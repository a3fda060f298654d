import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("aftersales", "0001_initial"),
        ("catalog", "0001_initial"),
        ("finance", "0001_initial"),
        ("identity", "0002_house_accounts"),
        ("sales", "0001_initial"),
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = together([
        migrations.RunSQL(
            sql="CREATE SEQUENCE invoicing_number",
            reverse_sql="DROP SEQUENCE invoicing_number",
        ),
        migrations.CreateModel(
            name="CategoryTax",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taxed_as",
                        to="catalog.category",
                    ),
                ),
                (
                    "treatment",
                    models.CharField(
                        choices=[
                            ("standard", "standard"),
                            ("low", "low"),
                            ("services", "services"),
                            ("exempt", "exempt"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "class_code",
                    models.CharField(help_text="of the national table of goods and services", max_length=19),
                ),
                (
                    "short_name",
                    models.CharField(help_text="as it stands between stars on an invoice", max_length=30),
                ),
                ("starts_on", models.DateField()),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("set_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "tax class",
                "verbose_name_plural": "tax classes",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("category", "starts_on"),
                        name="invoicing_category_tax_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("class_code__regex", "^[0-9]{19}$")),
                        name="invoicing_category_tax_code",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="6b2efd9671727a627b443f7e4c3ef4414b533b01",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_343d5",
                            table="invoicing_categorytax",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="67ad08ff1d1c6f351ce853e441ee87551c9e2f7b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_724f4",
                            table="invoicing_categorytax",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invoice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(help_text="the house's own", max_length=20, unique=True)),
                ("colour", models.CharField(choices=[("blue", "blue"), ("red", "red")], max_length=4)),
                (
                    "purpose",
                    models.CharField(
                        choices=[("goods", "goods"), ("commission", "commission")], max_length=12
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "requested"),
                            ("invoiced", "invoiced"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoices",
                        to="sales.order",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoices",
                        to="finance.statement",
                    ),
                ),
                (
                    "goods_return",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoices",
                        to="aftersales.return",
                    ),
                ),
                (
                    "red_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="red_letters",
                        to="invoicing.invoice",
                    ),
                ),
                (
                    "red_reason",
                    models.CharField(
                        blank=True,
                        choices=[("issued_wrongly", "issued_wrongly"), ("returned", "returned")],
                        max_length=16,
                    ),
                ),
                (
                    "after",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="invoicing.invoice",
                    ),
                ),
                (
                    "buyer_kind",
                    models.CharField(choices=[("personal", "personal"), ("firm", "firm")], max_length=8),
                ),
                ("buyer_name", models.CharField(max_length=100)),
                ("buyer_code", models.CharField(blank=True, max_length=18)),
                ("seller_name", models.CharField(max_length=120)),
                ("seller_code", models.CharField(max_length=18)),
                ("net_fen", models.BigIntegerField()),
                ("tax_fen", models.BigIntegerField()),
                ("total_fen", models.BigIntegerField()),
                (
                    "digest",
                    models.CharField(help_text="of everything the tax platform is told", max_length=64),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("requested_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("platform_number", models.CharField(blank=True, max_length=20)),
                ("issued_at", models.DateTimeField(blank=True, null=True)),
                ("original", models.TextField(blank=True, help_text="the platform's own data message (XML)")),
                ("refusal", models.CharField(blank=True, max_length=400)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "replaced_at",
                    models.DateTimeField(blank=True, help_text="when all of it was taken back", null=True),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "due_at"], name="invoicing_invoice_waiting"),
                    models.Index(fields=["-requested_at"], name="invoicing_invoice_latest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "total_fen",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("net_fen"), "+", models.F("tax_fen")
                                ),
                            ),
                            models.Q(
                                models.Q(
                                    ("colour", "blue"),
                                    ("red_of", None),
                                    ("red_reason", ""),
                                    ("total_fen__gt", 0),
                                ),
                                models.Q(
                                    ("colour", "red"),
                                    ("red_of__isnull", False),
                                    ("total_fen__lt", 0),
                                    models.Q(("red_reason", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="invoicing_invoice_amounts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("order__isnull", False), ("statement", None)),
                            models.Q(("order", None), ("statement__isnull", False)),
                            _connector="OR",
                        ),
                        name="invoicing_invoice_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("issued_at__isnull", False),
                                models.Q(("platform_number", ""), _negated=True),
                                models.Q(("original", ""), _negated=True),
                            ),
                            models.Q(
                                ("issued_at", None),
                                ("original", ""),
                                ("platform_number", ""),
                                models.Q(("state", "invoiced"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="invoicing_invoice_issued",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("colour", "blue"),
                            ("replaced_at", None),
                            models.Q(("state", "withdrawn"), _negated=True),
                        ),
                        fields=("order",),
                        name="invoicing_one_for_an_order",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("colour", "blue"),
                            ("replaced_at", None),
                            models.Q(("state", "withdrawn"), _negated=True),
                        ),
                        fields=("statement",),
                        name="invoicing_one_for_a_statement",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("goods_return__isnull", False), models.Q(("state", "withdrawn"), _negated=True)
                        ),
                        fields=("goods_return",),
                        name="invoicing_one_for_a_return",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("platform_number", ""), _negated=True),
                        fields=("platform_number",),
                        name="invoicing_platform_number_once",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="437d07672bb6cb224d726ecad7c7023c945f7a8d",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_c61f0",
                            table="invoicing_invoice",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="issued",
                        sql=zhanggui.schema.triggers.CallSql(
                            condition='WHEN (OLD."issued_at" IS NOT NULL)',
                            execute="house_refuse_change('replaced_at')",
                            func="",
                            hash="208825e5913665aca38e117ac5d3388b4c64ad3d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_issued_b1243",
                            table="invoicing_invoice",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InvoiceLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="invoicing.invoice",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "order_line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sales.orderline",
                    ),
                ),
                ("name", models.CharField(max_length=250)),
                ("class_code", models.CharField(max_length=19)),
                ("short_name", models.CharField(max_length=30)),
                ("quantity", models.IntegerField(help_text="pieces; below zero on a red-letter invoice")),
                (
                    "treatment",
                    models.CharField(
                        choices=[
                            ("standard", "standard"),
                            ("low", "low"),
                            ("services", "services"),
                            ("exempt", "exempt"),
                        ],
                        max_length=12,
                    ),
                ),
                ("rate_bp", models.PositiveIntegerField()),
                ("net_fen", models.BigIntegerField()),
                ("tax_fen", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("invoice", "position"), name="invoicing_line_position")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="bd8fa6da966d796524de7d4a57d389dbc587dad1",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_bee7e",
                            table="invoicing_invoiceline",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="45dfe69cf7c7d65939e4eac21a48c4ea690a20f5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e3573",
                            table="invoicing_invoiceline",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name='categorytax',
            name='special',
            field=models.CharField(choices=[('special_allowed', 'special_allowed'), ('special_barred', 'special_barred')], default='special_allowed', max_length=16, verbose_name='special invoices'),
        ),
        migrations.AddField(
            model_name='invoice',
            name='buyer_bank',
            field=models.CharField(blank=True, max_length=100, verbose_name='bank and account'),
        ),
        migrations.AddField(
            model_name='invoice',
            name='buyer_contact',
            field=models.CharField(blank=True, max_length=100, verbose_name='address and telephone'),
        ),
        migrations.AddField(
            model_name='invoice',
            name='clawed_in',
            field=models.ForeignKey(blank=True, help_text='the later statement by which a part of the commission went back', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='red_letters', to='finance.statement', verbose_name='given back by statement'),
        ),
        migrations.AddField(
            model_name='invoice',
            name='confirm_by',
            field=models.DateTimeField(blank=True, null=True, verbose_name='buyer confirms until'),
        ),
        migrations.AddField(
            model_name='invoice',
            name='confirm_page',
            field=models.CharField(blank=True, help_text='at the tax platform', max_length=200, verbose_name='where the buyer confirms'),
        ),
        migrations.AddField(
            model_name='invoice',
            name='confirmation',
            field=models.CharField(blank=True, help_text='红字信息确认单', max_length=24, verbose_name='number of the red-letter confirmation'),
        ),
        migrations.AddField(
            model_name='invoice',
            name='vat_kind',
            field=models.CharField(choices=[('ordinary_vat', 'ordinary_vat'), ('special_vat', 'special_vat')], default='ordinary_vat', max_length=12, verbose_name='kind of invoice'),
        ),
        migrations.AlterField(
            model_name='invoice',
            name='red_reason',
            field=models.CharField(blank=True, choices=[('issued_wrongly', 'issued_wrongly'), ('returned', 'returned'), ('allowance', 'allowance')], max_length=16),
        ),
        migrations.AlterField(
            model_name='invoice',
            name='state',
            field=models.CharField(choices=[('requested', 'requested'), ('to_confirm', 'to_confirm'), ('invoiced', 'invoiced'), ('refused', 'refused'), ('withdrawn', 'withdrawn')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='invoice',
            constraint=models.UniqueConstraint(condition=models.Q(('clawed_in__isnull', False), models.Q(('state', 'withdrawn'), _negated=True)), fields=('red_of', 'clawed_in'), name='invoicing_one_for_a_claw_back'),
        ),
        migrations.AddConstraint(
            model_name='invoice',
            constraint=models.CheckConstraint(condition=models.Q(('vat_kind', 'ordinary_vat'), models.Q(('buyer_kind', 'firm'), models.Q(('buyer_code', ''), _negated=True)), _connector='OR'), name='invoicing_special_to_firms'),
        ),
        migrations.AddConstraint(
            model_name='invoice',
            constraint=models.CheckConstraint(condition=models.Q(('vat_kind', 'ordinary_vat'), ('colour', 'blue'), models.Q(('state', 'invoiced'), _negated=True), models.Q(('confirmation', ''), _negated=True), _connector='OR'), name='invoicing_special_red_confirmed'),
        ),
        migrations.AlterField(
            model_name='invoice',
            name='purpose',
            field=models.CharField(choices=[('goods', 'goods_bought'), ('commission', 'commission')], max_length=12),
        ),
    ])
