import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import zhanggui.domain.freight.states
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("approvals", "0001_initial"),
        ("delivery", "0001_initial"),
        ("finance", "0001_initial"),
        ("identity", "0002_house_accounts"),
        ("inventory", "0001_initial"),
        ("partners", "0001_initial"),
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = together([
        migrations.RunSQL(
            sql="CREATE SEQUENCE freight_number",
            reverse_sql="DROP SEQUENCE freight_number",
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
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bills",
                        to="partners.carrier",
                    ),
                ),
                ("number", models.CharField(help_text="the carrier's own number of it", max_length=40)),
                ("month", models.DateField(help_text="its first day")),
                ("digest", models.CharField(max_length=64)),
                ("lines_count", models.PositiveIntegerField()),
                ("total_fen", models.BigIntegerField()),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="imported by",
                    ),
                ),
                ("taken_at", models.DateTimeField(verbose_name="imported at")),
            ],
            options={
                "verbose_name": "carrier bill",
                "verbose_name_plural": "carrier bills",
                "constraints": [
                    models.UniqueConstraint(fields=("carrier", "number"), name="freight_bill_once")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="3d8dc763f321262dbf8aa013bce58c6cbf249c87",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_1917f",
                            table="freight_bill",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="2bba8aa92a3c81dce8d3222c7b45b8c2c3bd9807",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_39f19",
                            table="freight_bill",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FreightStatement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="partners.carrier",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("issued", "issued"),
                            ("disputed", "disputed"),
                            ("confirmed", "confirmed"),
                            ("in_payout", "in_payout"),
                            ("paid", "paid"),
                        ],
                        max_length=12,
                    ),
                ),
                ("lines_count", models.PositiveIntegerField()),
                ("net_fen", models.BigIntegerField()),
                (
                    "drawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("drawn_at", models.DateTimeField()),
                ("objection", models.CharField(blank=True, max_length=400)),
                ("answer", models.CharField(blank=True, max_length=400)),
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
                        related_name="freight_statements",
                        to="finance.payout",
                    ),
                ),
                ("paid_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["carrier", "-drawn_at"], name="freight_statement_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("net_fen__gt", 0)), name="freight_statement_amount"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "paid"), _negated=True),
                            ("paid_at__isnull", False),
                            _connector="OR",
                        ),
                        name="freight_statement_paid",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="97b972fafae8f1d87cab53aaa356ea917fafa32c",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_96183",
                            table="freight_freightstatement",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Acceptance",
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
                        related_name="acceptances",
                        to="freight.bill",
                    ),
                ),
                (
                    "lines_asked",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), help_text="positions of the bill", size=None
                    ),
                ),
                ("difference_fen", models.BigIntegerField()),
                ("reason", models.CharField(max_length=400)),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "proposed"), ("approved", "approved"), ("dropped", "dropped")],
                        default=zhanggui.domain.freight.states.AcceptanceState["PROPOSED"],
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
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="9d9045cc8491848ceea0eeff89389c78c503cab3",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_764cb",
                            table="freight_acceptance",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Budget",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", models.DateField(help_text="its first day")),
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
                (
                    "warehouse",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.warehouse",
                    ),
                ),
                ("province", models.CharField(blank=True, max_length=40)),
                ("amount_fen", models.BigIntegerField()),
                ("assumptions", models.CharField(help_text="what it was reckoned from", max_length=400)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("in_force", "in_force"),
                            ("replaced", "replaced"),
                            ("dropped", "dropped"),
                        ],
                        default=zhanggui.domain.freight.states.BudgetState["PROPOSED"],
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
                "verbose_name": "freight budget",
                "verbose_name_plural": "freight budgets",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0)), name="freight_budget_amount"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in_force")),
                        fields=("month", "carrier", "warehouse", "province"),
                        name="freight_one_budget",
                        nulls_distinct=False,
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="b491c7a46da4342760a69c588b0d7a30ee19f961",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_646ee",
                            table="freight_budget",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="frozen",
                        sql=zhanggui.schema.triggers.CallSql(
                            condition='WHEN (OLD."id" IS NOT NULL)',
                            execute="house_refuse_change('state', 'decided_at')",
                            func="",
                            hash="0b876aac1ebb8734294679a4e5f75f86cf24d3e4",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_frozen_c73b6",
                            table="freight_budget",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetAlarm",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alarms",
                        to="freight.budget",
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField()),
                ("spent_fen", models.BigIntegerField()),
                ("raised_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("budget", "percent"), name="freight_alarm_once")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="9601f787255847254130099321f43d28f8a327f3",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_1f0a0",
                            table="freight_budgetalarm",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="d938071363c0c564e47cbb0dd5777afe84d293e9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4bcc3",
                            table="freight_budgetalarm",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Vehicle",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("plate", models.CharField(max_length=20, unique=True)),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vehicles",
                        to="partners.carrier",
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
                ("capacity_grams", models.PositiveIntegerField()),
                ("fen_per_km", models.PositiveIntegerField(help_text="fuel and wear")),
                ("starts_at", models.TimeField()),
                ("ends_at", models.TimeField()),
                ("added_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("capacity_grams__gt", 0), ("ends_at__gt", models.F("starts_at"))),
                        name="freight_vehicle_day",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="7933250cde6074174f65b68bdb657e05014d45a7",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_fe4a8",
                            table="freight_vehicle",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("province", models.CharField(max_length=40)),
                ("city", models.CharField(max_length=60)),
                ("district", models.CharField(max_length=60)),
                ("latitude", models.DecimalField(decimal_places=5, max_digits=8)),
                ("longitude", models.DecimalField(decimal_places=5, max_digits=8)),
                ("opens_at", models.TimeField()),
                ("closes_at", models.TimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("province", "city", "district"), name="freight_area_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("latitude__gte", -90),
                            ("latitude__lte", 90),
                            ("longitude__gte", -180),
                            ("longitude__lte", 180),
                            ("closes_at__gt", models.F("opens_at")),
                        ),
                        name="freight_area_place",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="4f104f5c9dec87b7c022b674fa84c573c15e1e85",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_6f598",
                            table="freight_area",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tour",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "vehicle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tours",
                        to="freight.vehicle",
                    ),
                ),
                ("day", models.DateField()),
                ("metres", models.PositiveIntegerField()),
                (
                    "simple_metres",
                    models.PositiveIntegerField(help_text="the same stops in the order they were packed"),
                ),
                ("grams", models.PositiveIntegerField()),
                ("ends_at", models.TimeField(help_text="back at the warehouse")),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("planned_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("vehicle", "day"), name="freight_one_tour_a_day")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="715c59850c4bb3fde484bd92f0f50a86588bce35",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_d86b6",
                            table="freight_tour",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="f0ace54b718a7225fe77b8cd3af26a99be08081e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c7ec3",
                            table="freight_tour",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Stop",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "tour",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stops", to="freight.tour"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "shipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tour_stops",
                        to="delivery.shipment",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="freight.area"
                    ),
                ),
                ("grams", models.PositiveIntegerField()),
                ("arrives_at", models.TimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("tour", "position"), name="freight_stop_position"),
                    models.UniqueConstraint(fields=("tour", "shipment"), name="freight_stop_once"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="93ba915d806e05164d8c63025e35a2b4349ff2a3",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_d782d",
                            table="freight_stop",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="92fceafc854b7e1c897d0a2fd1c9893969625ac2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c1334",
                            table="freight_stop",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tariff",
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
                        related_name="tariffs",
                        to="partners.carrier",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "divisor",
                    models.PositiveIntegerField(
                        default=0, help_text="cubic centimetres that count as a kilogram; 0: weight only"
                    ),
                ),
                ("fragile_fen", models.BigIntegerField(default=0)),
                (
                    "insurance_bp",
                    models.PositiveIntegerField(default=0, help_text="hundredths of a percent of the goods"),
                ),
                ("insured_from_fen", models.BigIntegerField(default=0)),
                (
                    "cod_bp",
                    models.PositiveIntegerField(
                        default=0, help_text="hundredths of a percent of what is collected"
                    ),
                ),
                ("cod_least_fen", models.BigIntegerField(default=0)),
                ("on_time_permille", models.PositiveIntegerField()),
                ("damaged_permille", models.PositiveIntegerField()),
                ("lost_permille", models.PositiveIntegerField()),
                ("complaints_permille", models.PositiveIntegerField()),
                (
                    "cod_days",
                    models.PositiveIntegerField(help_text="days until collected money is handed to us"),
                ),
                ("digest", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("offered", "offered"),
                            ("confirmed", "confirmed"),
                            ("declined", "declined"),
                            ("dropped", "dropped"),
                        ],
                        default=zhanggui.domain.freight.states.TariffState["PROPOSED"],
                        max_length=12,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answer",
                    models.CharField(blank=True, help_text="why the carrier did not agree", max_length=400),
                ),
            ],
            options={
                "verbose_name": "freight agreement",
                "verbose_name_plural": "freight agreements",
                "constraints": [
                    models.UniqueConstraint(fields=("carrier", "number"), name="freight_tariff_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="freight_tariff_days",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="d8a4a7a63470cb29a70ec0a449e11c2def43e923",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_382bf",
                            table="freight_tariff",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="frozen",
                        sql=zhanggui.schema.triggers.CallSql(
                            condition='WHEN (OLD."id" IS NOT NULL)',
                            execute="house_refuse_change('state', 'answered_by_id', 'answered_at', 'answer')",
                            func="",
                            hash="25f48ef1126c7c42f7aa58d66cd7c577cd22add7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_frozen_cac4f",
                            table="freight_tariff",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Accrual",
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
                        related_name="freight",
                        to="delivery.shipment",
                    ),
                ),
                ("tracking_number", models.CharField(max_length=40)),
                (
                    "carrier",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.carrier",
                    ),
                ),
                (
                    "tariff",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="freight.tariff",
                    ),
                ),
                ("zone", models.CharField(max_length=20)),
                (
                    "warehouse",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.warehouse",
                    ),
                ),
                ("province", models.CharField(max_length=40)),
                ("month", models.DateField(help_text="its first day")),
                ("grams", models.PositiveIntegerField(help_text="by our scales, or as agreed later")),
                ("volume_cm3", models.PositiveIntegerField(default=0)),
                (
                    "fragile",
                    models.BooleanField(
                        default=False, help_text="exempt: how the parcel was packed, not a state"
                    ),
                ),
                ("goods_fen", models.BigIntegerField()),
                ("cod_fen", models.BigIntegerField(default=0)),
                ("charged_grams", models.PositiveIntegerField()),
                ("amount_fen", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("disputed", "disputed"), ("accepted", "accepted")],
                        default=zhanggui.domain.freight.states.AccrualState["OPEN"],
                        max_length=12,
                    ),
                ),
                ("accrued_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["month", "carrier", "warehouse", "province"],
                        include=("amount_fen", "goods_fen", "charged_grams"),
                        name="freight_accrual_month",
                    ),
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["carrier", "month"],
                        name="freight_accrual_unbilled",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gte", 0)), name="freight_accrual_amount"
                    ),
                    models.UniqueConstraint(
                        fields=("carrier", "tracking_number"), name="freight_accrual_once"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="6727eadca5bacd679f6b73547a5f34ae3a07e9a3",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_51d32",
                            table="freight_accrual",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reckoning",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "accrual",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reckonings",
                        to="freight.accrual",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("handed_over", "handed_over"),
                            ("weighed", "weighed"),
                            ("billed", "billed"),
                        ],
                        max_length=12,
                    ),
                ),
                ("grams", models.PositiveIntegerField()),
                ("charged_grams", models.PositiveIntegerField()),
                ("amount_fen", models.BigIntegerField()),
                ("explanation", models.JSONField(help_text="what, how often, fen")),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "reckoned_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reckoned_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("accrual", "number"), name="freight_reckoning_once")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="7d3d512abf1955fde11b0553a2f46e1ee0b8dd6e",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_491ca",
                            table="freight_reckoning",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="b4e95b46a6bbf66a14c46871816d4e990fe3b2a0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cfea5",
                            table="freight_reckoning",
                            when="BEFORE",
                        ),
                    ),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="freight.bill"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("tracking_number", models.CharField(max_length=40)),
                ("grams", models.PositiveIntegerField(default=0, help_text="by the carrier's scales")),
                ("billed_fen", models.BigIntegerField()),
                (
                    "accrual",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bill_lines",
                        to="freight.accrual",
                    ),
                ),
                ("ours_fen", models.BigIntegerField(default=0)),
                ("ours_grams", models.PositiveIntegerField(default=0)),
                (
                    "finding",
                    models.CharField(
                        choices=[
                            ("agrees", "agrees"),
                            ("weight_differs", "weight_differs"),
                            ("price_differs", "price_differs"),
                            ("not_ours", "not_ours"),
                            ("billed_twice", "billed_twice"),
                            ("not_billed", "not_billed"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("asked", "asked"),
                            ("disputed", "disputed"),
                            ("accepted", "accepted"),
                            ("closed", "closed"),
                        ],
                        max_length=12,
                    ),
                ),
                ("settled_fen", models.BigIntegerField(default=0, help_text="what is paid by this line")),
                (
                    "reason",
                    models.CharField(blank=True, help_text="what the carrier was told", max_length=400),
                ),
                ("disputed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reply",
                    models.CharField(blank=True, help_text="what the carrier says to that", max_length=400),
                ),
                ("replied_at", models.DateTimeField(blank=True, null=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="freight.freightstatement",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["bill", "finding", "state"], name="freight_bill_line_finding"),
                    models.Index(
                        condition=models.Q(("state", "accepted"), ("statement", None)),
                        fields=["bill"],
                        name="freight_bill_line_unstated",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("bill", "position"), name="freight_bill_line_position"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "accepted")),
                        fields=("accrual",),
                        name="freight_settled_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "accepted"),
                            models.Q(("settled_fen", 0), ("statement", None)),
                            _connector="OR",
                        ),
                        name="freight_only_accepted_is_paid",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="cc5f05be0aade103da56401678b9dbb2c98b4e6a",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_7e452",
                            table="freight_billline",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Scorecard",
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
                        related_name="scorecards",
                        to="partners.carrier",
                    ),
                ),
                ("month", models.DateField(help_text="its first day")),
                (
                    "tariff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="freight.tariff"
                    ),
                ),
                ("figures", models.JSONField(help_text="what was counted")),
                ("scores", models.JSONField(help_text="each figure: permille, level, points, kept")),
                ("points", models.PositiveSmallIntegerField(help_text="out of a hundred")),
                ("below", models.JSONField(default=list, help_text="which levels were not kept")),
                (
                    "evaluated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("evaluated_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("carrier", "month"), name="freight_scorecard_once")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="f49ff18e0dbd0b3e07c3fa44f09f0295458aff1a",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_98ae7",
                            table="freight_scorecard",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="75c601be57389ddd52ce403326e6e8e65d3b3851",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c8453",
                            table="freight_scorecard",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TariffZone",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "tariff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="zones", to="freight.tariff"
                    ),
                ),
                ("code", models.CharField(max_length=20)),
                (
                    "origin",
                    models.CharField(
                        blank=True,
                        help_text="province of the warehouse; empty: any",
                        max_length=40,
                        verbose_name="from province",
                    ),
                ),
                (
                    "provinces",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None
                    ),
                ),
                ("first_grams", models.PositiveIntegerField()),
                ("first_fen", models.BigIntegerField(verbose_name="price of the first weight fen")),
                ("step_grams", models.PositiveIntegerField()),
                ("step_fen", models.BigIntegerField(verbose_name="price of the next weight fen")),
                ("remote_fen", models.BigIntegerField(default=0)),
                ("hours", models.PositiveIntegerField(help_text="from hand-over to the door")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("tariff", "code"), name="freight_zone_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_grams__gt", 0),
                            ("hours__gt", 0),
                            ("step_grams__gt", 0),
                            ("first_fen__gte", 0),
                            ("remote_fen__gte", 0),
                            ("step_fen__gte", 0),
                        ),
                        name="freight_zone_prices",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="3ebbcde3299b70927370744e2a8a7da030a75617",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_82a05",
                            table="freight_tariffzone",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="d9cc657d7fb69266604452370a7d6f3d152bf925",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b3525",
                            table="freight_tariffzone",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TariffInForce",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.carrier"
                    ),
                ),
                (
                    "tariff",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="in_force",
                        to="freight.tariff",
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
            options={
                "constraints": [
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
                            ("period", "&&"),
                        ],
                        name="freight_one_tariff_at_a_time",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="505ebeba8cd5e0e6fd098294f83435887b299045",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_8d6f2",
                            table="freight_tariffinforce",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="publishes_only_approved",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_publishes_only_approved('tariff_id', 'freight_tariff')",
                            func="",
                            hash="c8707cbf47e58578dfbef4d1413e5abc5fb2c947",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_publishes_only_approved_65b1f",
                            table="freight_tariffinforce",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
    ])
