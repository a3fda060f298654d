import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import zhanggui.domain.delivery.states
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models
from zhanggui.schema.tables import together


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

    operations = together([
        migrations.RunSQL(
            sql="CREATE SEQUENCE delivery_number",
            reverse_sql="DROP SEQUENCE delivery_number",
        ),
        migrations.CreateModel(
            name="CarrierLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "carrier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="line",
                        to="partners.carrier",
                    ),
                ),
                (
                    "tracker",
                    models.CharField(
                        choices=[("kuaidi100", "kuaidi100"), ("webhook", "webhook"), ("portal", "portal")],
                        max_length=12,
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("liability_fen", models.PositiveBigIntegerField()),
                ("declared_most_fen", models.PositiveBigIntegerField()),
                (
                    "agreed_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("agreed_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="c0d626e98ac2861dd8d1f9e962050913285200f7",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_28e1c",
                            table="delivery_carrierline",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LabelRange",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="label_ranges",
                        to="partners.carrier",
                    ),
                ),
                ("prefix", models.CharField(max_length=8)),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                ("next", models.BigIntegerField()),
                (
                    "opened_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first__gt", 0),
                            ("last__gte", models.F("first")),
                            ("next__gte", models.F("first")),
                            (
                                "next__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("last"), "+", models.Value(1)
                                ),
                            ),
                        ),
                        name="delivery_range_in_its_bounds",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("carrier"),
                                    models.F("carrier"),
                                    models.Value("[]"),
                                    function="uuidrange",
                                ),
                                "=",
                            ),
                            (
                                models.Func(
                                    models.F("first"),
                                    models.F("last"),
                                    models.Value("[]"),
                                    function="int8range",
                                ),
                                "&&",
                            ),
                        ],
                        name="delivery_ranges_apart",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="d5d1e6e5c4ae50ab6b5efb936262f2a1b091f35e",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_143ca",
                            table="delivery_labelrange",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="numbers_stay",
                        sql=zhanggui.schema.triggers.CallSql(
                            condition='WHEN (OLD."id" IS NOT NULL)',
                            execute="house_refuse_change('next')",
                            func="",
                            hash="6d680bceb074980b97de709a3d5d1fb2f9c0f84b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_numbers_stay_35147",
                            table="delivery_labelrange",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_back",
                        sql=zhanggui.schema.triggers.CallSql(
                            condition='WHEN (NEW."next" < (OLD."next"))',
                            execute="house_refuse_change()",
                            func="",
                            hash="6f1562d8848045722df7a1d6ab55c00537b461e5",
                            operation="UPDATE",
                            pgid="pgtrigger_never_back_70cab",
                            table="delivery_labelrange",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HeardCall",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("caller", models.CharField(max_length=40)),
                ("nonce", models.CharField(max_length=64)),
                ("heard_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["heard_at"], name="delivery_heard_calls")],
                "constraints": [
                    models.UniqueConstraint(fields=("caller", "nonce"), name="delivery_call_heard_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Lane",
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
                        related_name="lanes",
                        to="partners.carrier",
                    ),
                ),
                ("origin", models.CharField(max_length=40)),
                ("destination", models.CharField(max_length=40)),
                (
                    "tally",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), size=None
                    ),
                ),
                ("parcels", models.PositiveIntegerField()),
                ("counted_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["destination"], name="delivery_lanes_to")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("carrier", "origin", "destination"), name="delivery_lane_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LanePromise",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("origin", models.CharField(max_length=40)),
                ("destination", models.CharField(max_length=40)),
                ("days", models.PositiveSmallIntegerField()),
                ("parcels", models.PositiveIntegerField()),
                ("counted_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("destination", "origin"), name="delivery_lane_promised_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PickupPoint",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=12, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("province", models.CharField(max_length=40)),
                ("city", models.CharField(max_length=40)),
                ("district", models.CharField(blank=True, max_length=40)),
                ("street", models.CharField(max_length=120)),
                ("hours", models.CharField(max_length=60)),
                (
                    "serves",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        help_text="provinces whose people may collect here",
                        size=None,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                            hash="b8fd2093ab68b1b3a9f4a7fcb15ca90e42dae55b",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_4bc96",
                            table="delivery_pickuppoint",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LeaveConsent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leave_consent",
                        to="sales.order",
                    ),
                ),
                (
                    "places",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("other", "other"), ("locker", "locker")], max_length=12
                        ),
                        size=None,
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("said_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="a0988957c891485dd2b37304bd6dd6813bf7c7a8",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_fa557",
                            table="delivery_leaveconsent",
                            when="AFTER",
                        ),
                    )
                ],
            },
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
                (
                    "expected_on",
                    models.DateField(blank=True, help_text="by when it will come, as we told", null=True),
                ),
                (
                    "settled_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="sent again or refunded: its customer waits for it no more",
                        null=True,
                    ),
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
            name="Label",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "range",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="labels",
                        to="delivery.labelrange",
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
                ("serial", models.BigIntegerField()),
                ("number", models.CharField(max_length=40)),
                (
                    "shipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="labels",
                        to="delivery.shipment",
                    ),
                ),
                (
                    "declared_fen",
                    models.PositiveBigIntegerField(default=0, help_text="0: no value was declared"),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("issued_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("range", "serial"), name="delivery_serial_once"),
                    models.UniqueConstraint(fields=("carrier", "number"), name="delivery_label_number_once"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="01b853d59411ac37229b3dd92c56c4ab9ab37dbb",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_a0288",
                            table="delivery_label",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="b91e0a8d9d867063e5fec1df637ac7ed80ca1a3d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d1fb4",
                            table="delivery_label",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Following",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "shipment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="following",
                        to="delivery.shipment",
                    ),
                ),
                (
                    "tracker",
                    models.CharField(
                        choices=[("kuaidi100", "kuaidi100"), ("webhook", "webhook"), ("portal", "portal")],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("followed", "followed"),
                            ("given_up", "given_up"),
                            ("ended", "ended"),
                        ],
                        max_length=12,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField(blank=True, null=True)),
                ("followed_at", models.DateTimeField(blank=True, null=True)),
                ("last_answer", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["next_try_at"],
                        name="delivery_to_be_followed",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("next_try_at__isnull", False), ("state", "waiting")),
                            models.Q(models.Q(("state", "waiting"), _negated=True), ("next_try_at", None)),
                            _connector="OR",
                        ),
                        name="delivery_asks_again_while_waiting",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="21dc52252e14fc438bf62a8c2cce63d17fee564e",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_251f8",
                            table="delivery_following",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Trouble",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "shipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="troubles",
                        to="delivery.shipment",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lost", "lost"),
                            ("damaged", "damaged"),
                            ("refused", "refused"),
                            ("wrong_address", "wrong_address"),
                            ("undelivered", "undelivered"),
                            ("silent", "silent"),
                            ("unfollowed", "unfollowed"),
                            ("left_alone", "left_alone"),
                            ("came_after_all", "came_after_all"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=400)),
                (
                    "opened_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sent_again", "sent_again"),
                            ("refunded", "refunded"),
                            ("arrived", "arrived"),
                            ("explained", "explained"),
                        ],
                        max_length=20,
                        verbose_name="way out",
                    ),
                ),
                ("refund_fen", models.PositiveBigIntegerField(default=0)),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["opened_at"], name="delivery_troubles_in_time"),
                    models.Index(
                        condition=models.Q(("settled_at", None)),
                        fields=["opened_at"],
                        name="delivery_open_troubles",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("settled_at", None)),
                        fields=("shipment", "kind"),
                        name="delivery_one_open_trouble_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at", None), ("settled_by", None), ("way", "")),
                            models.Q(
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                                models.Q(("way", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="delivery_settled_in_some_way",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="474e51500ea892ab92d748def4177b711275a7c6",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_3e694",
                            table="delivery_trouble",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="settled",
                        sql=zhanggui.schema.triggers.CallSql(
                            condition='WHEN (OLD."settled_at" IS NOT NULL)',
                            execute="house_refuse_change()",
                            func="",
                            hash="30ee4eaae33b2acbdf5509153cf75723b35244d5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_settled_90a69",
                            table="delivery_trouble",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MadeGood",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "trouble",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="made_good",
                        to="delivery.trouble",
                    ),
                ),
                (
                    "order_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="made_good",
                        to="sales.orderline",
                    ),
                ),
                ("pieces", models.PositiveIntegerField()),
                ("refund_fen", models.PositiveBigIntegerField()),
                ("fate", models.CharField(choices=[("back", "back"), ("lost", "lost")], max_length=8)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("trouble", "order_line"), name="delivery_made_good_once"),
                    models.CheckConstraint(
                        condition=models.Q(("pieces__gt", 0)), name="delivery_made_good_pieces"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="ef4bc2b596145bd453c27a5fcd2ea35026ad9c10",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_8e806",
                            table="delivery_madegood",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="a0ab6181ba273aefe8efa3e1e094e86b692a9913",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a9a68",
                            table="delivery_madegood",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Instruction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "shipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instructions",
                        to="delivery.shipment",
                    ),
                ),
                (
                    "errand",
                    models.CharField(
                        choices=[("bring_back", "bring_back"), ("redirect", "redirect")],
                        max_length=12,
                        verbose_name="what to do",
                    ),
                ),
                (
                    "address",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sales.address",
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                (
                    "given_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("given_at", models.DateTimeField()),
                (
                    "taken_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="when the carrier said it will do so",
                        null=True,
                        verbose_name="accepted at",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("address__isnull", False), ("errand", "redirect")),
                            models.Q(("address", None), ("errand", "bring_back")),
                            _connector="OR",
                        ),
                        name="delivery_redirected_to_somewhere",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("taken_at", None)),
                        fields=("shipment", "errand"),
                        name="delivery_one_open_instruction",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="9f9ba3f98859555702ec6d02a14cc0ed73741a0c",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_93d69",
                            table="delivery_instruction",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="given",
                        sql=zhanggui.schema.triggers.CallSql(
                            condition='WHEN (OLD."id" IS NOT NULL)',
                            execute="house_refuse_change('taken_at', 'taken_by_id')",
                            func="",
                            hash="696f44a92a5aac7d50f54bbf3b56235812e841af",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_given_4d3c8",
                            table="delivery_instruction",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CarrierClaim",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "trouble",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claim",
                        to="delivery.trouble",
                    ),
                ),
                (
                    "shipment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claim",
                        to="delivery.shipment",
                    ),
                ),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="partners.carrier",
                    ),
                ),
                ("worth_fen", models.PositiveBigIntegerField(help_text="what the goods were sold for")),
                ("asked_fen", models.PositiveBigIntegerField()),
                (
                    "basis",
                    models.CharField(choices=[("declared", "declared"), ("agreed", "agreed")], max_length=12),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("disputed", "disputed"),
                            ("accepted", "accepted"),
                            ("dropped", "dropped"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("answer_by", models.DateTimeField()),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.CharField(blank=True, max_length=400)),
                ("agreed_fen", models.PositiveBigIntegerField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["carrier", "-proposed_at"], name="delivery_claims_of_a_carrier")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("asked_fen__gt", 0), ("asked_fen__lte", models.F("worth_fen"))),
                        name="delivery_claims_its_worth",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_fen", None), ("agreed_fen__lte", models.F("asked_fen")), _connector="OR"
                        ),
                        name="delivery_agreed_within_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agreed_fen__isnull", False),
                                ("ended_at__isnull", False),
                                ("state__in", ["accepted", "dropped"]),
                            ),
                            models.Q(
                                ("agreed_fen", None),
                                ("ended_at", None),
                                ("state__in", ["proposed", "disputed"]),
                            ),
                            _connector="OR",
                        ),
                        name="delivery_ended_claim_has_a_sum",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="038cb0be9d24c4415c5b82ef95815f9055d5bdfc",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_f5e57",
                            table="delivery_carrierclaim",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="ended",
                        sql=zhanggui.schema.triggers.CallSql(
                            condition='WHEN (OLD."ended_at" IS NOT NULL)',
                            execute="house_refuse_change()",
                            func="",
                            hash="a4eda422c15ec5dcca4b978f97862623e25a66d3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_ended_14106",
                            table="delivery_carrierclaim",
                            when="BEFORE",
                        ),
                    ),
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
        migrations.AddField(
            model_name="Allocation",
            name="instead_of",
            field=models.ForeignKey(
                blank=True,
                help_text="the parcel in whose place these goods are sent again",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replacements",
                to="delivery.shipment",
            ),
        ),
        migrations.AddConstraint(
            model_name="Allocation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("instead_of", None), ("released_at", None)),
                fields=("order", "warehouse"),
                name="delivery_one_part_a_warehouse",
            ),
        ),
    ])
