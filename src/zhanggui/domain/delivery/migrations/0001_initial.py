import django.db.models.deletion
import pgtrigger.compiler
import zhanggui.domain.delivery.states
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalog", "0001_initial"),
        ("identity", "0002_house_accounts"),
        ("inventory", "0001_initial"),
        ("partners", "0001_initial"),
        ("sales", "0001_initial"),
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = [
        migrations.RunSQL(
            sql="CREATE SEQUENCE delivery_number",
            reverse_sql="DROP SEQUENCE delivery_number",
        ),
        migrations.CreateModel(
            name="Wave",
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
                        related_name="waves",
                        to="inventory.warehouse",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("planned_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="f586f9715c18c082bfd763dbba33eeb6a72ed24e",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_92428",
                            table="delivery_wave",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="60338417c0ea2fc536fc3a0fafe160987910c58b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_96feb",
                            table="delivery_wave",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PickList",
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
                        related_name="pick_lists",
                        to="inventory.warehouse",
                    ),
                ),
                (
                    "wave",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pick_lists",
                        to="delivery.wave",
                    ),
                ),
                (
                    "picker",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("picker", None), ("started_at", None)),
                            models.Q(("picker__isnull", False), ("started_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="delivery_taken_by_somebody",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="d48442e018fc663f4cb4a1c70326b06f8fc92d0f",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_3c3cf",
                            table="delivery_picklist",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Allocation",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="sales.order",
                    ),
                ),
                (
                    "warehouse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="inventory.warehouse",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("allocated", "allocated"),
                            ("picking", "picking"),
                            ("picked", "picked"),
                            ("packed", "packed"),
                            ("shipped", "shipped"),
                            ("released", "released"),
                        ],
                        default=zhanggui.domain.delivery.states.AllocationState["ALLOCATED"],
                        max_length=12,
                    ),
                ),
                (
                    "pick_list",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="delivery.picklist",
                    ),
                ),
                ("allocated_at", models.DateTimeField()),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("nearest", "nearest"),
                            ("split", "split"),
                            ("solved", "solved"),
                            ("by_hand", "by_hand"),
                        ],
                        default="nearest",
                        help_text="why this warehouse sends it",
                        max_length=12,
                    ),
                ),
                (
                    "cost_fen",
                    models.BigIntegerField(
                        blank=True, help_text="of the whole order, as it was weighed", null=True
                    ),
                ),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                ("release_reason", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["allocated", "picking", "picked", "packed"])),
                        fields=["warehouse", "allocated_at"],
                        name="delivery_allocation_work",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("released_at", None)),
                        fields=("order", "warehouse"),
                        name="delivery_one_part_a_warehouse",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="95ab64b339b0b33bb04251288399a3db5ab3d061",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_c70a0",
                            table="delivery_allocation",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AllocationLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "allocation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="delivery.allocation",
                    ),
                ),
                (
                    "order_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="sales.orderline",
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
                ("quantity", models.PositiveIntegerField()),
                ("transfer", models.UUIDField(help_text="the pending transfer in the ledger")),
                (
                    "shelf",
                    models.ForeignKey(
                        help_text="from which shelf, and so of which lot",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocation_lines",
                        to="inventory.shelflot",
                    ),
                ),
                (
                    "shelf_transfer",
                    models.UUIDField(help_text="the pending transfer that empties the shelf", null=True),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="delivery_allocated_quantity"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="01654b10ccadb32d9e5b0fc0901e02de0c83e188",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_6d140",
                            table="delivery_allocationline",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="62c2176598eea79a723c8fee174dcb60d8d3e62c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_df8b8",
                            table="delivery_allocationline",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScannedPieces",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "pick_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scanned",
                        to="delivery.picklist",
                    ),
                ),
                (
                    "shelf",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.shelflot",
                    ),
                ),
                ("pieces", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pick_list", "shelf"), name="delivery_scanned_once_a_shelf"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="9c81ca83936980e4bebb82fd128d75f4f1bbdbc1",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_d774e",
                            table="delivery_scannedpieces",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PickException",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "pick_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exceptions",
                        to="delivery.picklist",
                    ),
                ),
                (
                    "shelf",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inventory.shelflot"
                    ),
                ),
                (
                    "what",
                    models.CharField(choices=[("missing", "Missing"), ("damaged", "Damaged")], max_length=8),
                ),
                ("pieces", models.PositiveIntegerField()),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "found_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("found_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pieces__gt", 0)), name="delivery_exception_pieces"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="8ca5f4dbc9045a4e65140c6b13b3040ac048ba74",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_74d20",
                            table="delivery_pickexception",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="d206b4fd4b0e47cdf361e9471aee9f4b6653fc14",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_aa1d8",
                            table="delivery_pickexception",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Shipment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "allocation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shipment",
                        to="delivery.allocation",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shipments",
                        to="sales.order",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("packed", "packed"),
                            ("shipped", "shipped"),
                            ("collected", "collected"),
                            ("in_transit", "in_transit"),
                            ("out_for_delivery", "out_for_delivery"),
                            ("failed", "failed"),
                            ("delivered", "delivered"),
                            ("returned", "returned"),
                            ("lost", "lost"),
                        ],
                        default=zhanggui.domain.delivery.states.ParcelState["PACKED"],
                        max_length=16,
                    ),
                ),
                (
                    "state_since",
                    models.DateTimeField(blank=True, help_text="when the event happened", null=True),
                ),
                (
                    "packer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("packed_at", models.DateTimeField()),
                (
                    "packing",
                    models.JSONField(help_text="material, weight in grams, and the checks of B-7.1.2"),
                ),
                (
                    "carrier",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shipments",
                        to="partners.carrier",
                    ),
                ),
                ("tracking_number", models.CharField(blank=True, max_length=40)),
                (
                    "handed_over_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("shipped_at", models.DateTimeField(blank=True, null=True)),
                ("promised_on", models.DateField(blank=True, null=True)),
                (
                    "delay_told_at",
                    models.DateTimeField(
                        blank=True, help_text="told before it was late (B-7.1.3)", null=True
                    ),
                ),
                ("last_event_at", models.DateTimeField(blank=True, null=True)),
                ("delivered_at", models.DateTimeField(blank=True, null=True)),
                ("signed_by", models.CharField(blank=True, max_length=60)),
                (
                    "taken_back_at",
                    models.DateTimeField(blank=True, help_text="a returned parcel, unpacked", null=True),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("delivered_at", None), ("shipped_at__isnull", False)),
                        fields=["promised_on"],
                        name="delivery_on_the_road",
                    ),
                    models.Index(fields=["delivered_at"], name="delivery_delivered"),
                    models.Index(fields=["carrier", "-shipped_at"], name="delivery_of_a_carrier"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("tracking_number", ""), _negated=True),
                        fields=("carrier", "tracking_number"),
                        name="delivery_tracking_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("carrier", None), ("shipped_at", None), ("tracking_number", "")),
                            models.Q(
                                ("carrier__isnull", False),
                                ("shipped_at__isnull", False),
                                models.Q(("tracking_number", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="delivery_shipped_with_a_carrier",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("delivered_at__isnull", False), ("state", "delivered")),
                            models.Q(models.Q(("state", "delivered"), _negated=True), ("delivered_at", None)),
                            _connector="OR",
                        ),
                        name="delivery_delivered_has_its_time",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="fb4731d302006cd50b0f5fc93bf76449dc59322d",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_412f2",
                            table="delivery_shipment",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TrackingEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "carrier",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.carrier",
                    ),
                ),
                ("tracking_number", models.CharField(max_length=40)),
                (
                    "shipment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="delivery.shipment",
                    ),
                ),
                (
                    "key",
                    models.CharField(help_text="the carrier's own identifier of the event", max_length=120),
                ),
                ("code", models.CharField(max_length=40)),
                ("occurred_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                ("place", models.CharField(blank=True, max_length=120)),
                ("note", models.CharField(blank=True, max_length=400)),
                ("signer", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "ordering": ["occurred_at", "received_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("carrier", "tracking_number", "key"), name="delivery_event_told_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="ac96488ccafaed50bd09a7aeb4cfda43b5da9a15",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_4ec76",
                            table="delivery_trackingevent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="frozen",
                        sql=zhanggui.schema.triggers.CallSql(
                            condition='WHEN (OLD."id" IS NOT NULL)',
                            execute="house_refuse_change('shipment_id')",
                            func="",
                            hash="4128b34b2e58ca59709af3e11db58f38fb597ca0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_frozen_31679",
                            table="delivery_trackingevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
    ]
