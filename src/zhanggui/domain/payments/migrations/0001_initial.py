import django.db.models.deletion
import pgtrigger.compiler
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("sales", "0001_initial"),
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = [
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
                            ("gateway", "Gateway"),
                            ("cash_on_delivery", "Cash On Delivery"),
                            ("elsewhere", "Elsewhere"),
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
                ("opened_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("paid_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0), ("instalments__gte", 1)),
                        name="payments_payment_amount",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("gateway_trade", ""), _negated=True),
                        fields=("gateway_trade",),
                        name="payments_payment_trade_once",
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
                ("received_at", models.DateTimeField()),
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
    ]
