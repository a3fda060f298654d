import django.db.models.deletion
import zhanggui.kernel.ids
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("schema", "0002_functions"),
    ]

    operations = together([
        migrations.CreateModel(
            name="StandInTrade",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("firm", models.CharField(default="gateway", max_length=16)),
                ("out_trade_no", models.CharField(max_length=64)),
                ("trade_no", models.CharField(max_length=64, unique=True)),
                ("app_id", models.CharField(max_length=64)),
                ("subject", models.CharField(max_length=256)),
                ("amount_fen", models.BigIntegerField()),
                ("instalments", models.PositiveSmallIntegerField(default=1)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("WAIT_BUYER_PAY", "Waiting"),
                            ("TRADE_SUCCESS", "Success"),
                            ("TRADE_CLOSED", "Closed"),
                        ],
                        default="WAIT_BUYER_PAY",
                        max_length=20,
                    ),
                ),
                ("notify_url", models.CharField(max_length=500)),
                ("return_url", models.CharField(blank=True, max_length=500)),
                ("expires_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField()),
                ("paid_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["firm", "paid_at"], name="gateway_trade_paid")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0)), name="gateway_trade_amount"
                    ),
                    models.UniqueConstraint(fields=("firm", "out_trade_no"), name="gateway_trade_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandInRefund",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "trade",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refunds",
                        to="gateway.standintrade",
                    ),
                ),
                ("out_request_no", models.CharField(max_length=64)),
                ("amount_fen", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("trade", "out_request_no"), name="gateway_refund_once")
                ],
            },
        ),
    ])
