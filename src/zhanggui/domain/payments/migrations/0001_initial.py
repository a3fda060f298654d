import django.db.models.deletion
import pgtrigger.compiler
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0002_house_accounts"),
        ("partners", "0001_initial"),
        ("sales", "0001_initial"),
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = together([
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="payments", to="sales.order"
                    ),
                ),
                ("number", models.CharField(max_length=32, unique=True)),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("alipay", "Alipay"),
                            ("wechat", "Wechat"),
                            ("gateway", "Gateway"),
                            ("bank_transfer", "Bank Transfer"),
                            ("cash_on_delivery", "Cash On Delivery"),
                            ("elsewhere", "Elsewhere"),
                            ("carried_over", "Carried Over"),
                        ],
                        max_length=20,
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=24)),
                ("amount_fen", models.BigIntegerField()),
                ("instalments", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("paid", "paid"), ("closed", "closed")], max_length=12
                    ),
                ),
                ("gateway_trade", models.CharField(blank=True, max_length=64)),
                (
                    "carried_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_to",
                        to="payments.payment",
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True,
                        help_text="what the code says or where the link leads, once it is known",
                        max_length=1000,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("paid_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["method", "paid_at"], name="payments_payment_paid")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0), ("instalments__gte", 1)),
                        name="payments_payment_amount",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("gateway_trade", ""), _negated=True),
                        fields=("method", "gateway_trade"),
                        name="payments_payment_trade_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("carried_from", None),
                            models.Q(("method", "carried_over"), ("state", "paid")),
                            _connector="OR",
                        ),
                        name="payments_carried_is_paid",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="b69aba2d83b889f93996819830ab3b0266058ecf",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_e1fcb",
                            table="payments_payment",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Refund",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refunds",
                        to="payments.payment",
                    ),
                ),
                (
                    "carried",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refunds_of_carried",
                        to="payments.payment",
                    ),
                ),
                ("number", models.CharField(max_length=32, unique=True)),
                ("amount_fen", models.BigIntegerField()),
                ("reason", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[("requested", "requested"), ("done", "done"), ("refused", "refused")],
                        max_length=12,
                    ),
                ),
                ("request_key", models.CharField(max_length=80, unique=True)),
                ("requested_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                ("gateway_answer", models.JSONField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["done_at"], name="payments_refund_done")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0)), name="payments_refund_amount"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="5d4a544bfefdc399091cc09848b7a18c56c3b8d8",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_63c0d",
                            table="payments_refund",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GatewayNotice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "method",
                    models.CharField(default="gateway", help_text="whose name it came in", max_length=20),
                ),
                ("received_at", models.DateTimeField()),
                ("headers", models.JSONField(default=dict, help_text="those that carry the signature")),
                ("body", models.TextField()),
                ("sender", models.CharField(blank=True, max_length=64)),
                ("notify_id", models.CharField(blank=True, db_index=True, max_length=64)),
                (
                    "payment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="payments.payment",
                    ),
                ),
                (
                    "refund",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="payments.refund",
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted"),
                            ("repeated", "Repeated"),
                            ("forged", "Forged"),
                            ("wrong_amount", "Wrong Amount"),
                            ("unknown_payment", "Unknown Payment"),
                            ("overtaken", "Overtaken"),
                            ("malformed", "Malformed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("judged_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="540ebc1d371efdefbb97754cb20b364b5aa4a646",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_56049",
                            table="payments_gatewaynotice",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Bill",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=24, unique=True)),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("alipay", "Alipay"),
                            ("wechat", "Wechat"),
                            ("gateway", "Gateway"),
                            ("bank_transfer", "Bank Transfer"),
                            ("cash_on_delivery", "Cash On Delivery"),
                            ("elsewhere", "Elsewhere"),
                            ("carried_over", "Carried Over"),
                        ],
                        max_length=20,
                        verbose_name="way of paying",
                    ),
                ),
                ("day", models.DateField()),
                (
                    "carrier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.carrier",
                    ),
                ),
                ("source", models.CharField(help_text="the file, or where it was fetched", max_length=200)),
                (
                    "digest",
                    models.CharField(help_text="of the lines it was last taken in with", max_length=64),
                ),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="lines of the list")),
                ("matched", models.PositiveIntegerField(default=0)),
                (
                    "known_before",
                    models.PositiveIntegerField(
                        default=0, help_text="lines that had come with an earlier list"
                    ),
                ),
                ("in_fen", models.BigIntegerField(default=0, verbose_name="money in fen")),
                ("back_fen", models.BigIntegerField(default=0, verbose_name="money back fen")),
                ("fee_fen", models.BigIntegerField(default=0)),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="brought by",
                    ),
                ),
                ("taken_at", models.DateTimeField(verbose_name="brought at")),
                ("compared_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("method", "day", "carrier"), name="payments_bill_once", nulls_distinct=False
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="ad67518e5b5a00d2912344609539bc074122a845",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_b8856",
                            table="payments_bill",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BillLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "bill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="payments.bill"
                    ),
                ),
                ("method", models.CharField(max_length=20)),
                (
                    "number",
                    models.CharField(
                        blank=True,
                        help_text="our payment, as far as the line names it",
                        max_length=64,
                        verbose_name="payment number",
                    ),
                ),
                ("refund_number", models.CharField(blank=True, max_length=64)),
                (
                    "gateway_trade",
                    models.CharField(
                        help_text="their own number", max_length=64, verbose_name="their number"
                    ),
                ),
                ("amount_fen", models.BigIntegerField(help_text="above zero in, below zero back")),
                ("fee_fen", models.BigIntegerField(default=0)),
                ("at", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("method", "number", "refund_number", "gateway_trade"),
                        name="payments_billline_once",
                    )
                ],
                "triggers": [
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="30d996f60e0be02da93ec14079ebe62869f07011",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_80c42",
                            table="payments_billline",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="6d826677b5a2172067d78f1e001a315c831824b9",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_e2941",
                            table="payments_billline",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Difference",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "bill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="differences",
                        to="payments.bill",
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("theirs_only", "theirs_only"),
                            ("ours_only", "ours_only"),
                            ("amount_differs", "amount_differs"),
                        ],
                        max_length=16,
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=64, verbose_name="payment number")),
                ("refund_number", models.CharField(blank=True, max_length=64)),
                ("theirs_fen", models.BigIntegerField(blank=True, null=True, verbose_name="they say fen")),
                ("ours_fen", models.BigIntegerField(blank=True, null=True, verbose_name="we say fen")),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="differences",
                        to="payments.billline",
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="differences",
                        to="payments.payment",
                    ),
                ),
                (
                    "refund",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="differences",
                        to="payments.refund",
                        verbose_name="refund record",
                    ),
                ),
                ("case_number", models.CharField(max_length=24)),
                ("case_id", models.UUIDField(unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("proposed", "proposed"), ("settled", "settled")],
                        max_length=12,
                    ),
                ),
                ("found_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "settled"), _negated=True),
                        fields=["found_at"],
                        name="payments_difference_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("bill", "position"), name="payments_difference_place"),
                    models.UniqueConstraint(
                        condition=models.Q(("line__isnull", False)),
                        fields=("line",),
                        name="payments_difference_of_line",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("line__isnull", True)),
                        fields=("number", "refund_number"),
                        name="payments_difference_of_ours",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="6c6252c0810639901b295faf413595d1cc062997",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_db46d",
                            table="payments_difference",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "difference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="payments.difference",
                    ),
                ),
                (
                    "remedy",
                    models.CharField(
                        choices=[
                            ("take_payment", "take_payment"),
                            ("finish_refund", "finish_refund"),
                            ("to_unclear", "to_unclear"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="payments.payment",
                    ),
                ),
                (
                    "change_fen",
                    models.BigIntegerField(help_text="by how much our books are to follow the list"),
                ),
                ("reason", models.CharField(max_length=400)),
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
                ("booked_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dropped_at", None)),
                        fields=("difference",),
                        name="payments_one_standing_correction",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="776d3061d19e903093c281cff3c057a79da34a66",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_9c0ef",
                            table="payments_correction",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
    ])
