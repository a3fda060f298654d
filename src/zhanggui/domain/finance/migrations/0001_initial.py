import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import zhanggui.kernel.ids
import zhanggui.schema.encrypted
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models
from zhanggui.schema.tables import together


COMMISSION = """
CREATE FUNCTION finance_commission(p_fen bigint, p_bp bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE AS 'SELECT (p_fen * p_bp + 5000) / 10000'
"""
TAX = """
CREATE FUNCTION finance_tax(p_fen bigint, p_bp bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE AS 'SELECT (p_fen * p_bp + (10000 + p_bp) / 2) / (10000 + p_bp)'
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("aftersales", "0001_initial"),
        ("approvals", "0001_initial"),
        ("broadcast", "0001_initial"),
        ("identity", "0002_house_accounts"),
        ("partners", "0001_initial"),
        ("sales", "0001_initial"),
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = together([
        migrations.RunSQL(
            sql="CREATE SEQUENCE finance_number",
            reverse_sql="DROP SEQUENCE finance_number",
        ),
        migrations.RunSQL(COMMISSION, "DROP FUNCTION finance_commission(bigint, bigint)"),
        migrations.RunSQL(TAX, "DROP FUNCTION finance_tax(bigint, bigint)"),
        migrations.CreateModel(
            name="Voucher",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", models.DateField(help_text="its first day")),
                ("number", models.PositiveIntegerField(help_text="running in its month")),
                ("date", models.DateField()),
                ("kind", models.CharField(help_text="the kind of entry in the ledger", max_length=60)),
                ("total_fen", models.BigIntegerField()),
                ("transfers", models.PositiveIntegerField(help_text="how many transfers it sums up")),
                (
                    "happened_on",
                    models.DateField(help_text="differs from its date where that month was closed already"),
                ),
                ("through_xid", models.BigIntegerField(help_text="the run that made it")),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("month", "number"), name="finance_voucher_number_once"),
                    models.UniqueConstraint(
                        fields=("happened_on", "kind", "through_xid"), name="finance_voucher_once"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="0ccb6939770d68a89ce3acd8ec4d46830a045f0f",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_f9f9c",
                            table="finance_voucher",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="28dcaa696ed6229a76daf787763b93b929d9da37",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b9e74",
                            table="finance_voucher",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VoucherLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "voucher",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="finance.voucher",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("month", models.DateField()),
                ("code", models.CharField(help_text="of the account in the chart", max_length=12)),
                ("debit_fen", models.BigIntegerField(default=0)),
                ("credit_fen", models.BigIntegerField(default=0)),
            ],
            options={
                "indexes": [models.Index(fields=["month", "code"], name="finance_voucher_line_month")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("voucher", "position"), name="finance_voucher_line_position"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("credit_fen", 0), ("debit_fen__gt", 0)),
                            models.Q(("credit_fen__gt", 0), ("debit_fen", 0)),
                            _connector="OR",
                        ),
                        name="finance_voucher_line_side",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="61d96a8ecf98cdbecc3c6e1bfead1d3ba13b0fe1",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_76fa1",
                            table="finance_voucherline",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="afb8826fcefbac85a6505dc691a8e8521957b0da",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a6357",
                            table="finance_voucherline",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProfitShare",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "voucher",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares",
                        to="finance.voucher",
                    ),
                ),
                ("month", models.DateField()),
                ("code", models.CharField(max_length=12)),
                ("channel", models.CharField(blank=True, max_length=8)),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="broadcast.programme",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.supplier",
                    ),
                ),
                ("net_fen", models.BigIntegerField()),
                ("tax_fen", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["month", "code"], name="finance_profit_share_month")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="39a9fd9f1750364035611ae33ae8a8ce7072a33c",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_f35a1",
                            table="finance_profitshare",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="41deeb2c437e3fa6f971e88c5916de0964f8ff76",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b20be",
                            table="finance_profitshare",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("through_xid", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Period",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", models.DateField(unique=True)),
                ("balances", models.JSONField(help_text="code to fen; above zero is debit")),
                ("vouchers", models.PositiveIntegerField()),
                (
                    "closed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("closed_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="fb636462e45aad42769f8212354c9b5eb58f40cc",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_fec41",
                            table="finance_period",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="878ad944e31e6b0704bc6da33ef089420f86abdf",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c57cf",
                            table="finance_period",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FundClaim",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fund_claims",
                        to="sales.order",
                    ),
                ),
                ("amount_fen", models.BigIntegerField()),
                ("harm", models.CharField(help_text="what happened to the customer", max_length=400)),
                (
                    "evidence",
                    models.CharField(
                        blank=True, help_text="number of the complaint behind it", max_length=80
                    ),
                ),
                ("payee", zhanggui.schema.encrypted.EncryptedTextField(help_text="who is paid, and where")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("approved", "approved"),
                            ("dropped", "dropped"),
                            ("paid", "paid"),
                        ],
                        max_length=12,
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("decide_by", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("paid_at", models.DateTimeField(blank=True, null=True)),
                ("bank_reference", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "indexes": [models.Index(fields=["state", "decide_by"], name="finance_claim_waiting")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0)), name="finance_claim_amount"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "paid"), _negated=True),
                            models.Q(
                                ("paid_at__isnull", False), models.Q(("bank_reference", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="finance_claim_paid",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('payee', '')",
                            func="",
                            hash="0f4e587b70b157d8224bb952dc30f857dfb99035",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_8ca15",
                            table="finance_fundclaim",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Terms",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="partners.supplier",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "cycle",
                    models.CharField(
                        choices=[("week", "week"), ("half_month", "half_month"), ("month", "month")],
                        max_length=12,
                    ),
                ),
                (
                    "commission_bp",
                    models.PositiveIntegerField(
                        help_text="hundredths of a percent, where no category has its own"
                    ),
                ),
                (
                    "category_bp",
                    models.JSONField(default=dict, help_text="category code to hundredths of a percent"),
                ),
                (
                    "discount_share_bp",
                    models.PositiveIntegerField(
                        default=0, help_text="the supplier's share of what promotions gave away"
                    ),
                ),
                ("starts_on", models.DateField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "settlement terms",
                "verbose_name_plural": "settlement terms",
                "constraints": [
                    models.UniqueConstraint(fields=("supplier", "number"), name="finance_terms_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("commission_bp__lte", 10000), ("discount_share_bp__lte", 10000)),
                        name="finance_terms_shares",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="39765159babe1133022613d82d674a5a48df582a",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_2179f",
                            table="finance_terms",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="3983bf7345232aa6afed9ab86be31180a863d401",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_61646",
                            table="finance_terms",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TermsInForce",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms_in_force",
                        to="partners.supplier",
                    ),
                ),
                (
                    "terms",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="in_force",
                        to="finance.terms",
                    ),
                ),
                ("starts_on", models.DateField()),
                ("agreed_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["supplier", "-starts_on"], name="finance_terms_in_force")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="46ff5561ba7650c910aa8119d846beb084b0f000",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_72d5c",
                            table="finance_termsinforce",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="1835c87f96a005bf21e1a3c55c07a750c0d065a9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_81cea",
                            table="finance_termsinforce",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="publishes_only_approved",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_publishes_only_approved('terms_id', 'finance_terms')",
                            func="",
                            hash="a2fe562f0e8def5431d8f95547c4f30fe973e5f7",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_publishes_only_approved_e050d",
                            table="finance_termsinforce",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SettlementAccount",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "supplier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlement",
                        to="partners.supplier",
                    ),
                ),
                (
                    "cycle",
                    models.CharField(
                        choices=[("week", "week"), ("half_month", "half_month"), ("month", "month")],
                        default="month",
                        max_length=12,
                    ),
                ),
                ("settled_until", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="1ae719f536b210bcf6e92aefe6e1087a41154878",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_e2fb5",
                            table="finance_settlementaccount",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Payout",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("approved", "approved"),
                            ("dropped", "dropped"),
                            ("paid", "paid"),
                        ],
                        max_length=12,
                    ),
                ),
                ("total_fen", models.BigIntegerField()),
                ("items", models.JSONField(help_text="statement number and fen, as proposed")),
                ("digest", models.CharField(max_length=64)),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("paid_at", models.DateTimeField(blank=True, null=True)),
                ("bank_reference", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("total_fen__gt", 0)), name="finance_payout_amount"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="2a1dd883d24956cd1f210ef92e2402f71f70c74c",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_fbd74",
                            table="finance_payout",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="partners.supplier",
                    ),
                ),
                ("since", models.DateTimeField(blank=True, null=True)),
                ("until", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("held", "held"),
                            ("drawn", "drawn"),
                            ("issued", "issued"),
                            ("disputed", "disputed"),
                            ("confirmed", "confirmed"),
                            ("in_payout", "in_payout"),
                            ("paid", "paid"),
                            ("carried", "carried"),
                        ],
                        max_length=12,
                    ),
                ),
                ("sales_fen", models.BigIntegerField(default=0)),
                ("returns_fen", models.BigIntegerField(default=0)),
                ("carried_fen", models.BigIntegerField(default=0)),
                ("commission_fen", models.BigIntegerField(default=0)),
                ("discount_fen", models.BigIntegerField(default=0)),
                ("charges_fen", models.BigIntegerField(default=0)),
                (
                    "goods_fen",
                    models.BigIntegerField(
                        default=0,
                        help_text="what the supplier's own invoice says: goods less its share of promotions",
                    ),
                ),
                ("output_tax_fen", models.BigIntegerField(default=0)),
                ("input_tax_fen", models.BigIntegerField(default=0)),
                ("net_fen", models.BigIntegerField()),
                ("books_fen", models.BigIntegerField(verbose_name="earned by the ledger fen")),
                ("lines_count", models.PositiveIntegerField()),
                ("drawn_at", models.DateTimeField()),
                ("explanation", models.CharField(blank=True, max_length=400)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("confirm_by", models.DateTimeField(blank=True, null=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "payout",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="finance.payout",
                    ),
                ),
                ("paid_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["supplier", "-until"], name="finance_statement_of_supplier"),
                    models.Index(fields=["state", "confirm_by"], name="finance_statement_waiting"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("supplier", "until"), name="finance_statement_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "net_fen",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("sales_fen"), "+", models.F("returns_fen")
                                                ),
                                                "+",
                                                models.F("carried_fen"),
                                            ),
                                            "-",
                                            models.F("commission_fen"),
                                        ),
                                        "-",
                                        models.F("discount_fen"),
                                    ),
                                    "-",
                                    models.F("charges_fen"),
                                ),
                            )
                        ),
                        name="finance_statement_sums",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "paid"), _negated=True),
                            models.Q(("net_fen__gt", 0), ("paid_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="finance_statement_paid",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="edefffeedb4b8e4cfe3d2859fe18aabb2fb0c875",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_cf3a6",
                            table="finance_statement",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Charge",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="partners.supplier",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("penalty", "penalty"),
                            ("freight", "freight"),
                            ("promotion", "promotion"),
                            ("fund_recourse", "fund_recourse"),
                            ("credit", "credit"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "amount_fen",
                    models.BigIntegerField(
                        help_text="above zero in the house's favour, below in the supplier's"
                    ),
                ),
                ("reason", models.CharField(max_length=400)),
                (
                    "evidence",
                    models.CharField(
                        blank=True, help_text="the number of the case or paper behind it", max_length=80
                    ),
                ),
                (
                    "from_deposit",
                    models.BooleanField(
                        default=False,
                        help_text="exempt: how it is taken, agreed with the charge and never changed",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("approved", "approved"),
                            ("dropped", "dropped"),
                            ("settled", "settled"),
                        ],
                        max_length=12,
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "approved")),
                        fields=["supplier"],
                        name="finance_charge_to_settle",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount_fen__lt", 0), ("from_deposit", False), ("kind", "credit")),
                            models.Q(models.Q(("kind", "credit"), _negated=True), ("amount_fen__gt", 0)),
                            _connector="OR",
                        ),
                        name="finance_charge_direction",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="d1138df66b1beec2da9d74c5196193fd304ba4ea",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_818d1",
                            table="finance_charge",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="finance.statement",
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sale", "sale"),
                            ("return", "return"),
                            ("charge", "charge"),
                            ("carried", "carried"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "order_line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settled_in",
                        to="sales.orderline",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settled_in",
                        to="aftersales.finding",
                    ),
                ),
                (
                    "charge",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settled_in",
                        to="finance.charge",
                    ),
                ),
                ("happened_at", models.DateTimeField()),
                ("pieces", models.IntegerField(default=0)),
                ("amount_fen", models.BigIntegerField()),
                ("rate_bp", models.PositiveIntegerField(default=0)),
                ("commission_fen", models.BigIntegerField(default=0)),
                ("discount_fen", models.BigIntegerField(default=0)),
                ("tax_bp", models.PositiveIntegerField(default=0, help_text="value added tax on the goods")),
                ("output_tax_fen", models.BigIntegerField(default=0, help_text="in what the customer paid")),
                (
                    "input_tax_fen",
                    models.BigIntegerField(default=0, help_text="in what the supplier asks for"),
                ),
                ("net_fen", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("statement", "position"), name="finance_line_position"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "sale")),
                        fields=("order_line",),
                        name="finance_sale_settled_once",
                    ),
                    models.UniqueConstraint(fields=("finding",), name="finance_return_settled_once"),
                    models.UniqueConstraint(fields=("charge",), name="finance_charge_settled_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "net_fen",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("amount_fen"), "-", models.F("commission_fen")
                                    ),
                                    "-",
                                    models.F("discount_fen"),
                                ),
                            )
                        ),
                        name="finance_line_sums",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="ecf88f284392c65a23d3e8f4a8317ef2468e8d3f",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_bdbf4",
                            table="finance_statementline",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="2bfa50f66d5bd42a112a82ef1fe80a5bd2f31e82",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7d35e",
                            table="finance_statementline",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objection",
                        to="finance.statementline",
                    ),
                ),
                ("reason", models.CharField(max_length=400)),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("raised_at", models.DateTimeField()),
                ("answer", models.CharField(blank=True, max_length=400)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("upheld_at", models.DateTimeField(blank=True, null=True)),
                ("rejected_at", models.DateTimeField(blank=True, null=True)),
                (
                    "credit",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objection",
                        to="finance.charge",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("upheld_at", None), ("rejected_at", None), _connector="OR"),
                        name="finance_objection_one_answer",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="10148c3814aaeac2b4e3685b1dac50f1288cbff1",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_da8d3",
                            table="finance_objection",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="decided",
                        sql=zhanggui.schema.triggers.CallSql(
                            condition='WHEN (OLD."upheld_at" IS NOT NULL OR OLD."rejected_at" IS NOT NULL)',
                            execute="house_refuse_change()",
                            func="",
                            hash="99e38cdb4c68d8e45ab49fa9db746842c24221a6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_decided_8f2af",
                            table="finance_objection",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GoodsInvoice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goods_invoices",
                        to="finance.statement",
                    ),
                ),
                ("platform_number", models.CharField(help_text="20 digits", max_length=20)),
                ("issued_on", models.DateField()),
                ("net_fen", models.BigIntegerField()),
                ("tax_fen", models.BigIntegerField()),
                ("total_fen", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("given", "given"), ("certified", "certified"), ("rejected", "rejected")],
                        max_length=12,
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("given_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, help_text="why it was sent back", max_length=400)),
            ],
            options={
                "verbose_name": "supplier invoice",
                "verbose_name_plural": "supplier invoices",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "rejected"), _negated=True),
                        fields=("statement",),
                        name="finance_goods_invoice_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "rejected"), _negated=True),
                        fields=("platform_number",),
                        name="finance_goods_invoice_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "total_fen",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("net_fen"), "+", models.F("tax_fen")
                                ),
                            )
                        ),
                        name="finance_goods_invoice_sums",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("platform_number__regex", "^[0-9]{20}$")),
                        name="finance_goods_invoice_number",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="0eed9ea4dbfe971a71e853fd9ba5835d03d48901",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_9b4f3",
                            table="finance_goodsinvoice",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="decided",
                        sql=zhanggui.schema.triggers.CallSql(
                            condition='WHEN (OLD."decided_at" IS NOT NULL)',
                            execute="house_refuse_change()",
                            func="",
                            hash="1382fa900d96034e7d5db40b189fc1eba7ee29dc",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_decided_25b0c",
                            table="finance_goodsinvoice",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
    ])
