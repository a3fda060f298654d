import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import zhanggui.kernel.ids
import zhanggui.schema.encrypted
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("broadcast", "0001_initial"),
        ("catalog", "0001_initial"),
        ("identity", "0002_house_accounts"),
        ("partners", "0001_initial"),
        ("pricing", "0001_initial"),
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = together([
        migrations.RunSQL(
            sql="CREATE SEQUENCE sales_order_number CACHE 20",
            reverse_sql="DROP SEQUENCE sales_order_number",
        ),
        migrations.CreateModel(
            name="Address",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addresses",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recipient", zhanggui.schema.encrypted.EncryptedTextField()),
                ("mobile", zhanggui.schema.encrypted.EncryptedTextField()),
                ("mobile_hash", models.CharField(db_index=True, max_length=64)),
                ("province", models.CharField(max_length=40)),
                ("city", models.CharField(max_length=60)),
                ("district", models.CharField(blank=True, max_length=60)),
                ("street", zhanggui.schema.encrypted.EncryptedTextField()),
                ("postcode", models.CharField(blank=True, max_length=10)),
                ("created_at", models.DateTimeField()),
                ("preferred_at", models.DateTimeField(blank=True, null=True)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('recipient,mobile,street', '')",
                            func="",
                            hash="acd81a7993be54f539628dc43f5e1f5558a72832",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_dbab0",
                            table="sales_address",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Cart",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "account",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cart",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="CartLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "cart",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="sales.cart"
                    ),
                ),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.sku"
                    ),
                ),
                (
                    "slot_goods",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="broadcast.slotgoods",
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
                ("announced_fen", models.BigIntegerField()),
                ("added_at", models.DateTimeField()),
                ("left_out_at", models.DateTimeField(blank=True, null=True)),
                (
                    "noted",
                    models.CharField(
                        choices=[
                            ("available", "available"),
                            ("short", "short"),
                            ("sold_out", "sold_out"),
                            ("off_sale", "off_sale"),
                        ],
                        default="available",
                        max_length=12,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="sales_cart_line_quantity"
                    ),
                    models.UniqueConstraint(
                        fields=("cart", "sku", "slot_goods"),
                        name="sales_cart_line_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=24, unique=True)),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "Web"),
                            ("air", "Air"),
                            ("phone", "Phone"),
                            ("api", "Api"),
                            ("replay", "Replay"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="broadcast.slot",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("gateway", "Gateway"),
                            ("bank_transfer", "Bank Transfer"),
                            ("cash_on_delivery", "Cash On Delivery"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "address",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="orders", to="sales.address"
                    ),
                ),
                ("goods_fen", models.BigIntegerField()),
                ("freight_fen", models.BigIntegerField(default=0)),
                ("discount_fen", models.BigIntegerField(default=0)),
                ("payable_fen", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("placed", "placed"),
                            ("confirmed", "confirmed"),
                            ("completed", "completed"),
                            ("cancelled", "cancelled"),
                            ("undelivered", "undelivered"),
                            ("expired", "expired"),
                        ],
                        max_length=12,
                    ),
                ),
                ("invoice_wish", models.JSONField(blank=True, null=True)),
                ("consent", models.TextField(blank=True)),
                ("request_key", models.CharField(max_length=80, unique=True)),
                ("request_digest", models.CharField(max_length=64)),
                ("placed_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("promised_on", models.DateField(blank=True, null=True)),
                ("shipped_at", models.DateTimeField(blank=True, null=True)),
                ("delivered_at", models.DateTimeField(blank=True, null=True)),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("end_reason", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["customer", "-placed_at"], name="sales_order_of_customer"),
                    models.Index(
                        condition=models.Q(("state", "placed")),
                        fields=["expires_at"],
                        name="sales_order_to_expire",
                    ),
                    models.Index(
                        condition=models.Q(("delivered_at__isnull", False)),
                        fields=["delivered_at"],
                        name="sales_order_delivered",
                    ),
                    models.Index(
                        condition=models.Q(("completed_at__isnull", False)),
                        fields=["completed_at"],
                        name="sales_order_completed",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "payable_fen",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("goods_fen"), "+", models.F("freight_fen")
                                    ),
                                    "-",
                                    models.F("discount_fen"),
                                ),
                            ),
                            ("discount_fen__gte", 0),
                            ("freight_fen__gte", 0),
                            ("goods_fen__gte", 0),
                            ("payable_fen__gte", 0),
                        ),
                        name="sales_order_amounts",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="1e9d72795b75045fd11557566c3dd3e35ec9c319",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_88f5b",
                            table="sales_order",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderLine",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="sales.order"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="order_lines",
                        to="catalog.sku",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.goodsversion",
                    ),
                ),
                (
                    "price",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pricing.price"
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="order_lines",
                        to="partners.supplier",
                    ),
                ),
                (
                    "slot_goods",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="order_lines",
                        to="broadcast.slotgoods",
                    ),
                ),
                ("name", models.CharField(max_length=250)),
                ("quantity", models.PositiveIntegerField()),
                ("unit_fen", models.BigIntegerField()),
                ("reference_fen", models.BigIntegerField(blank=True, null=True)),
                ("amount_fen", models.BigIntegerField()),
                ("discount_fen", models.BigIntegerField(default=0)),
                ("freight_fen", models.BigIntegerField(default=0)),
                (
                    "explanation",
                    models.JSONField(
                        blank=True, db_default=models.Value([], models.JSONField()), default=list
                    ),
                ),
                ("no_return_confirmed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("order", "position"), name="sales_order_line_position"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "amount_fen",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("unit_fen"), "*", models.F("quantity")
                                ),
                            ),
                            ("quantity__gt", 0),
                            ("unit_fen__gte", 0),
                        ),
                        name="sales_order_line_amount",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="06f2dc171f987673d830fc7b02322b7385ead72a",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_2e424",
                            table="sales_orderline",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
    ])
