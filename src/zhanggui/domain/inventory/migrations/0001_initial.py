import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import zhanggui.domain.inventory.states
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalog", "0001_initial"),
        ("documents", "0001_initial"),
        ("identity", "0002_house_accounts"),
        ("partners", "0001_initial"),
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = together([
        migrations.RunSQL(
            sql="CREATE SEQUENCE inventory_number",
            reverse_sql="DROP SEQUENCE inventory_number",
        ),
        migrations.CreateModel(
            name="Warehouse",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=16, unique=True)),
                ("name", models.CharField(max_length=60)),
                ("province", models.CharField(max_length=40)),
                ("city", models.CharField(max_length=60)),
                ("street", models.CharField(max_length=200)),
                (
                    "operator",
                    models.ForeignKey(
                        blank=True,
                        help_text="the supplier who keeps its goods there and sends them itself (drop-shipping)",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_warehouses",
                        to="partners.supplier",
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="cca1340a2a08b29291296c8309c947bf50bb7705",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_e7791",
                            table="inventory_warehouse",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "warehouse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="inventory.warehouse",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="partners.supplier",
                    ),
                ),
                ("supplier_name", models.CharField(max_length=120)),
                ("supplier_address", models.CharField(blank=True, max_length=200)),
                ("supplier_contact", models.CharField(blank=True, max_length=120)),
                ("delivery_note", models.CharField(max_length=60)),
                ("purchased_on", models.DateField()),
                (
                    "terms",
                    models.CharField(
                        choices=[("bought", "Bought"), ("consigned", "Consigned")],
                        default="bought",
                        help_text="consigned goods stay the supplier's until they are sold",
                        max_length=12,
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("received_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["warehouse", "-received_at"], name="inventory_receipt_at")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("supplier", "delivery_note"), name="inventory_delivery_note_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="fbedd262a442c390a285630e18eb66aee6793e83",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_ff4ca",
                            table="inventory_receipt",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="c334d1056c1214eb5116786652c3fd143a5991cd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_35469",
                            table="inventory_receipt",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReceiptLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="inventory.receipt",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipt_lines",
                        to="catalog.sku",
                    ),
                ),
                ("name", models.CharField(max_length=250)),
                ("specification", models.CharField(blank=True, max_length=200)),
                ("quantity", models.PositiveIntegerField()),
                (
                    "unit_cost_fen",
                    models.BigIntegerField(blank=True, help_text="what a piece was bought for", null=True),
                ),
                ("lot", models.CharField(blank=True, max_length=60)),
                ("produced_on", models.DateField(blank=True, null=True)),
                ("expires_on", models.DateField(blank=True, null=True)),
                ("keep_until", models.DateField(help_text="the record may not be destroyed before (FD-03)")),
            ],
            options={
                "indexes": [models.Index(fields=["lot"], name="inventory_receipt_lot")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("receipt", "position"), name="inventory_receipt_line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="inventory_receipt_quantity"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit_cost_fen", None), ("unit_cost_fen__gte", 0), _connector="OR"
                        ),
                        name="inventory_receipt_cost",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lot", ""), _negated=True),
                            ("produced_on__isnull", False),
                            _connector="OR",
                        ),
                        name="inventory_lot_or_production_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_on__isnull", True),
                            ("produced_on__isnull", True),
                            ("expires_on__gt", models.F("produced_on")),
                            _connector="OR",
                        ),
                        name="inventory_expires_after_production",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="eef4575904614d6ac70c0ae1b55de49ce3d86d31",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_05f3d",
                            table="inventory_receiptline",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="f4d47505bcd2954f693f82111c755effe917e38a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f332c",
                            table="inventory_receiptline",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
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
                        related_name="inspection",
                        to="inventory.receiptline",
                    ),
                ),
                (
                    "sampled",
                    models.PositiveIntegerField(
                        blank=True, help_text="pieces looked at; empty when all of them were", null=True
                    ),
                ),
                ("passed", models.PositiveIntegerField()),
                ("held", models.PositiveIntegerField()),
                ("rejected", models.PositiveIntegerField()),
                (
                    "defects",
                    models.JSONField(default=list, help_text='[{"code": …, "pieces": …, "note": …}]'),
                ),
                ("note", models.TextField(blank=True)),
                ("report", models.UUIDField(blank=True, help_text="the document (test report)", null=True)),
                (
                    "inspector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("inspected_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="25954eb90a07cfc333a88fedf70a170abfb6e930",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_a2baa",
                            table="inventory_inspection",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="4398d618f4feca26bdee52766e6e55934f2e7c43",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3246d",
                            table="inventory_inspection",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MonthClose",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", models.DateField(help_text="its first day", unique=True)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(unique=True)),
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
                            hash="620429d94786d9d7ceb8497ad96bc93d0e3d6762",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_748c7",
                            table="inventory_monthclose",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="71a317df8e42e396cd58113d5a11f6786b310581",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_78b83",
                            table="inventory_monthclose",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CloseLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "close",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="inventory.monthclose",
                    ),
                ),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.sku"
                    ),
                ),
                (
                    "warehouse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.warehouse",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.supplier",
                    ),
                ),
                ("opening", models.BigIntegerField()),
                ("came", models.BigIntegerField()),
                ("went", models.BigIntegerField()),
                ("closing", models.BigIntegerField()),
                ("opening_fen", models.BigIntegerField()),
                ("came_fen", models.BigIntegerField()),
                ("went_fen", models.BigIntegerField()),
                ("closing_fen", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("close", "sku", "warehouse", "owner"),
                        name="inventory_close_line_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "closing",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("opening"), "+", models.F("came")
                                    ),
                                    "-",
                                    models.F("went"),
                                ),
                            ),
                            (
                                "closing_fen",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("opening_fen"), "+", models.F("came_fen")
                                    ),
                                    "-",
                                    models.F("went_fen"),
                                ),
                            ),
                        ),
                        name="inventory_close_line_adds_up",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="4a7e456ada1554bd3a3546f28db497f67ff36201",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_d2525",
                            table="inventory_closeline",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="6f74ea3cd2a9f8a825420e3c014d95855128e233",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_492be",
                            table="inventory_closeline",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StockCount",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "warehouse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counts",
                        to="inventory.warehouse",
                    ),
                ),
                (
                    "counted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("counted_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="c5118a6e8b1d5938c3053d0739e532208f44bc6e",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_3d4d6",
                            table="inventory_stockcount",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="3c3cb4bbd317d860cfe48ff8bdf11931a36f1bbd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_af3dc",
                            table="inventory_stockcount",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StockCountLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "count",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="inventory.stockcount",
                    ),
                ),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.sku"
                    ),
                ),
                ("booked", models.PositiveIntegerField()),
                ("counted", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("count", "sku"), name="inventory_count_sku_once")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="0fcb6c0dfddf10a96b4a5881e85294ad03b5ae76",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_83acf",
                            table="inventory_stockcountline",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="6697993123afde33867c9995f9b0c1e3169cbf4e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2db73",
                            table="inventory_stockcountline",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StockCorrection",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "count",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="inventory.stockcount",
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
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
                ("posted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "dropped_at",
                    models.DateTimeField(
                        blank=True, help_text="rejected, withdrawn or out of time", null=True
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dropped_at", None)),
                        fields=("count",),
                        name="inventory_one_standing_correction",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="fe4828d02cee8eb5aeba71fca8cfc019f667f4f0",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_4efc0",
                            table="inventory_stockcorrection",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Location",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "warehouse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="locations",
                        to="inventory.warehouse",
                    ),
                ),
                ("code", models.CharField(max_length=16)),
                (
                    "walk",
                    models.PositiveIntegerField(help_text="its position on the way through the warehouse"),
                ),
                (
                    "use",
                    models.CharField(
                        choices=[("pick", "Pick"), ("reserve", "Reserve"), ("returns", "Returns")],
                        default="pick",
                        max_length=8,
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["walk", "code"],
                "constraints": [
                    models.UniqueConstraint(fields=("warehouse", "code"), name="inventory_location_once")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="813008e9f304bae3994f607fc30c0dc18957a5a8",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_9b696",
                            table="inventory_location",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Home",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "warehouse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="homes",
                        to="inventory.warehouse",
                    ),
                ),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="homes", to="catalog.sku"
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="homes",
                        to="inventory.location",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("warehouse", "sku"), name="inventory_home_once")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="5e00234eed14bfa966ae8fb8d2ac8a7d8b51d2c2",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_bc043",
                            table="inventory_home",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Lot",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lots", to="catalog.sku"
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lots",
                        to="partners.supplier",
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=60)),
                ("produced_on", models.DateField(blank=True, null=True)),
                ("expires_on", models.DateField(blank=True, null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        help_text="the supplier whose goods these still are (consignment)",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consigned_lots",
                        to="partners.supplier",
                    ),
                ),
                ("recalled_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["code"], name="inventory_lot_code"),
                    models.Index(
                        condition=models.Q(("expires_on__isnull", False)),
                        fields=["expires_on"],
                        name="inventory_lot_expiry",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sku", "supplier", "code", "produced_on", "expires_on", "owner"),
                        name="inventory_lot_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_on__isnull", True),
                            ("produced_on__isnull", True),
                            ("expires_on__gt", models.F("produced_on")),
                            _connector="OR",
                        ),
                        name="inventory_lot_expires_after_production",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="29055263bbf204457dec28062e7b4f66c3836194",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_c6e59",
                            table="inventory_lot",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ShelfLot",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "warehouse",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.warehouse",
                    ),
                ),
                (
                    "sku",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.sku",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shelf_lots",
                        to="inventory.location",
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shelf_lots",
                        to="inventory.lot",
                    ),
                ),
                ("account", models.UUIDField(help_text="its account in the ledger", unique=True)),
            ],
            options={
                "indexes": [models.Index(fields=["sku", "warehouse"], name="inventory_shelf_of_a_sku")],
                "constraints": [
                    models.UniqueConstraint(fields=("location", "lot"), name="inventory_shelf_lot_once")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="1c394958ead44db60c1b6e93ef46d5c974c44b0a",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_e2401",
                            table="inventory_shelflot",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StockDocument",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("transfer", "transfer"),
                            ("supplier_return", "supplier_return"),
                            ("scrap", "scrap"),
                            ("move", "move"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "prepared"),
                            ("approved", "approved"),
                            ("left", "left"),
                            ("arrived", "arrived"),
                            ("cancelled", "cancelled"),
                        ],
                        default=zhanggui.domain.inventory.states.DocumentState["PREPARED"],
                        max_length=12,
                    ),
                ),
                (
                    "warehouse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="inventory.warehouse",
                    ),
                ),
                (
                    "destination",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents_coming",
                        to="inventory.warehouse",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stock_documents",
                        to="partners.supplier",
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                ("digest", models.CharField(blank=True, help_text="of what is approved", max_length=64)),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("prepared_at", models.DateTimeField()),
                (
                    "left_at",
                    models.DateTimeField(blank=True, help_text="when the goods left their place", null=True),
                ),
                ("arrived_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["warehouse", "-prepared_at"], name="inventory_document_at"),
                    models.Index(fields=["kind", "-prepared_at"], name="inventory_document_kind"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("destination__isnull", False),
                                ("kind", "transfer"),
                                models.Q(("destination", models.F("warehouse")), _negated=True),
                            ),
                            models.Q(models.Q(("kind", "transfer"), _negated=True), ("destination", None)),
                            _connector="OR",
                        ),
                        name="inventory_transfer_has_its_destination",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "supplier_return"), ("supplier__isnull", False)),
                            models.Q(
                                models.Q(("kind", "supplier_return"), _negated=True), ("supplier", None)
                            ),
                            _connector="OR",
                        ),
                        name="inventory_return_has_its_supplier",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="912fd23b19dbd80cd7faf9b4ce8af0cc4b2d0937",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_7970f",
                            table="inventory_stockdocument",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StockDocumentLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="inventory.stockdocument",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.sku"
                    ),
                ),
                (
                    "shelf",
                    models.ForeignKey(
                        blank=True,
                        help_text="empty for pieces that the inspection had rejected",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="document_lines",
                        to="inventory.shelflot",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.location",
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "position"), name="inventory_document_line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="inventory_document_quantity"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="22c2d1976004208ca778b4438a8a647ef9259824",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_9c310",
                            table="inventory_stockdocumentline",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="ef800cf52a7641c98c4b817ed5c60e9d2646e245",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a360d",
                            table="inventory_stockdocumentline",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArrivedLine",
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
                        related_name="arrived",
                        to="inventory.stockdocumentline",
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="e2efb5b66bbd03176e6c832f22a3a51d8d26e873",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_75770",
                            table="inventory_arrivedline",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="252c57f26473f255a0d88944b9995f61b2e5c7f9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5b200",
                            table="inventory_arrivedline",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "subject_id",
                    models.UUIDField(db_index=True, help_text="the receipt, count or goods document"),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                    ),
                ),
                (
                    "attached_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("attached_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="53765f5dd8c614456b57c9609c9a291cdfe47b80",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_18c78",
                            table="inventory_attachment",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="1190bb566de96098ba4008de05665f832a98ccb9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_278e5",
                            table="inventory_attachment",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "warehouse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="inventory.warehouse",
                    ),
                ),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.sku"
                    ),
                ),
                (
                    "inspection",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hold",
                        to="inventory.inspection",
                    ),
                ),
                (
                    "shelf",
                    models.ForeignKey(
                        blank=True,
                        help_text="where the pieces were taken from; those of an inspection have not been on a shelf yet",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="inventory.shelflot",
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
                ("undecided", models.PositiveIntegerField()),
                ("reason", models.CharField(max_length=200)),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("held_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0), ("undecided__lte", models.F("quantity"))),
                        name="inventory_hold_quantity",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", False), ("undecided", 0)),
                            models.Q(("ended_at__isnull", True), ("undecided__gt", 0)),
                            _connector="OR",
                        ),
                        name="inventory_hold_ends_when_decided",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="b375651618c6c5bf4846b1658ac4c0e6f951dd31",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_c4dd5",
                            table="inventory_hold",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HoldDecision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "hold",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="inventory.hold",
                    ),
                ),
                (
                    "verdict",
                    models.CharField(choices=[("release", "release"), ("scrap", "scrap")], max_length=8),
                ),
                ("quantity", models.PositiveIntegerField()),
                ("reason", models.CharField(max_length=200)),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="bc3f4642dc99994a6a089e31750d9749d007d6ad",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_93775",
                            table="inventory_holddecision",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="e01e332c44cfa6b8e0ac5b38dbf4a7cfcf0eed06",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_49272",
                            table="inventory_holddecision",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Measures",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "sku",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="measures", to="catalog.sku"
                    ),
                ),
                ("length_mm", models.PositiveIntegerField()),
                ("width_mm", models.PositiveIntegerField()),
                ("height_mm", models.PositiveIntegerField()),
                ("weight_grams", models.PositiveIntegerField()),
                (
                    "measured_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("measured_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "measures",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("height_mm__gt", 0),
                            ("length_mm__gt", 0),
                            ("weight_grams__gt", 0),
                            ("width_mm__gt", 0),
                        ),
                        name="inventory_measures_above_nothing",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="ce245c11e6cea4c84ca961651d74844a5140ffa0",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_75d19",
                            table="inventory_measures",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeliveryNotice",
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
                        related_name="notices",
                        to="partners.supplier",
                    ),
                ),
                (
                    "warehouse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="inventory.warehouse",
                    ),
                ),
                ("delivery_note", models.CharField(max_length=60)),
                (
                    "terms",
                    models.CharField(
                        choices=[("bought", "Bought"), ("consigned", "Consigned")],
                        default="bought",
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("announced", "announced"),
                            ("received", "received"),
                            ("cancelled", "cancelled"),
                        ],
                        default=zhanggui.domain.inventory.states.NoticeState["ANNOUNCED"],
                        max_length=12,
                    ),
                ),
                ("arrives_from", models.DateTimeField()),
                ("arrives_until", models.DateTimeField()),
                (
                    "announced_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("announced_at", models.DateTimeField()),
                (
                    "receipt",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice",
                        to="inventory.receipt",
                    ),
                ),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("cancel_reason", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "announced")),
                        fields=["warehouse", "arrives_from"],
                        name="inventory_notice_expected",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled_at", None)),
                        fields=("supplier", "delivery_note"),
                        name="inventory_notice_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("arrives_until__gt", models.F("arrives_from"))),
                        name="inventory_notice_window",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_at", None), ("receipt", None), ("state", "announced")),
                            models.Q(
                                ("cancelled_at", None), ("receipt__isnull", False), ("state", "received")
                            ),
                            models.Q(
                                ("cancelled_at__isnull", False), ("receipt", None), ("state", "cancelled")
                            ),
                            _connector="OR",
                        ),
                        name="inventory_notice_state",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="b01db12beec74392526aeb4ddc667ceedcd06c7f",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_fb281",
                            table="inventory_deliverynotice",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="inventory.deliverynotice",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.sku"
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
                (
                    "unit_cost_fen",
                    models.BigIntegerField(blank=True, help_text="what a piece costs the house", null=True),
                ),
                ("lot", models.CharField(blank=True, max_length=60)),
                ("produced_on", models.DateField(blank=True, null=True)),
                ("expires_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("notice", "position"), name="inventory_notice_line_once"),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="inventory_notice_quantity"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="ae4640e68b15f78abf4a27e8aed87a02d31aa049",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_005e2",
                            table="inventory_noticeline",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="7c11c41ca204f4d4a1c13956f1460dc8cd0e952b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_63dd7",
                            table="inventory_noticeline",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InspectionPlan",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspection_plans",
                        to="catalog.category",
                    ),
                ),
                ("sample_percent", models.PositiveSmallIntegerField(help_text="of the pieces of a lot")),
                ("sample_least", models.PositiveIntegerField(help_text="pieces, however small the lot")),
                (
                    "defects_most",
                    models.PositiveIntegerField(
                        help_text="in the sample; with more, nothing of the lot passes"
                    ),
                ),
                (
                    "checks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        help_text="what is looked at on each piece",
                        size=None,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("category",),
                        name="inventory_one_plan_a_category",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sample_percent__gte", 1), ("sample_percent__lte", 100)),
                        name="inventory_plan_percent",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="cd540134f750bed9c98ae24e769f2ae39551eb11",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_a2129",
                            table="inventory_inspectionplan",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SpotCheck",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "shelf",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spot_checks",
                        to="inventory.shelflot",
                    ),
                ),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spot_checks",
                        to="catalog.sku",
                    ),
                ),
                ("pieces", models.PositiveIntegerField()),
                ("reason", models.CharField(max_length=200)),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("taken_at", models.DateTimeField()),
                (
                    "result",
                    models.CharField(
                        blank=True, choices=[("passed", "passed"), ("failed", "failed")], max_length=8
                    ),
                ),
                ("found", models.TextField(blank=True)),
                (
                    "judged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("judged_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["-taken_at"], name="inventory_spot_check_at")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pieces__gt", 0)), name="inventory_spot_check_pieces"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("judged_at", None), ("judged_by", None), ("result", "")),
                            models.Q(
                                models.Q(("result", ""), _negated=True),
                                ("judged_at__isnull", False),
                                ("judged_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="inventory_spot_check_judged",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="c237c1485c49c14ecde1a382404bafdaf46eee76",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_37ef8",
                            table="inventory_spotcheck",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Recall",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "lot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recall", to="inventory.lot"
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                (
                    "recalled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recalled_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="58a521477ebb6a4ea215441c6f92318aaf5a365b",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_e12f7",
                            table="inventory_recall",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="d8450b5ed0f212165449736c220f44304f4081f3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7286c",
                            table="inventory_recall",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
    ])
