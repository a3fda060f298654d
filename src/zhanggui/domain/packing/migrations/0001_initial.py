import django.db.models.deletion
import pgtrigger.compiler
import zhanggui.domain.packing.states
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalog", "0001_initial"),
        ("delivery", "0001_initial"),
        ("identity", "0002_house_accounts"),
        ("inventory", "0001_initial"),
        ("partners", "0001_initial"),
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = together([
        migrations.CreateModel(
            name="BoxType",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=16, unique=True)),
                ("name", models.CharField(max_length=60)),
                ("length_mm", models.PositiveIntegerField()),
                ("width_mm", models.PositiveIntegerField()),
                ("height_mm", models.PositiveIntegerField()),
                ("tare_grams", models.PositiveIntegerField(help_text="empty, with its filling")),
                ("limit_grams", models.PositiveIntegerField(help_text="the goods may weigh so much at most")),
                ("added_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("height_mm__gt", 0),
                            ("length_mm__gt", 0),
                            ("limit_grams__gt", 0),
                            ("width_mm__gt", 0),
                        ),
                        name="packing_box_holds_something",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="09b3658e56ea1c7294c3d16d41e354847563864e",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_78671",
                            table="packing_boxtype",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BenchWork",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "allocation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bench",
                        to="delivery.allocation",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("scanning", "scanning"),
                            ("stopped", "stopped"),
                            ("weighed", "weighed"),
                            ("closed", "closed"),
                            ("given_back", "given_back"),
                        ],
                        default=zhanggui.domain.packing.states.BenchState["SCANNING"],
                        max_length=12,
                    ),
                ),
                (
                    "packer",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        help_text="whose bench it lies on; nobody's, if it was left",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                (
                    "box",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="packing.boxtype",
                    ),
                ),
                (
                    "proposed_box",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="packing.boxtype",
                    ),
                ),
                (
                    "expected_grams",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="empty if a piece was never measured: then nothing is compared",
                        null=True,
                    ),
                ),
                ("weighed_grams", models.PositiveIntegerField(blank=True, null=True)),
                ("weighed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "looked_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("looked_at", models.DateTimeField(blank=True, null=True)),
                ("look_reason", models.CharField(blank=True, max_length=200)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["begun_at"], name="packing_on_a_bench"
                    ),
                    models.Index(fields=["ended_at"], name="packing_ended"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(("box__isnull", False), ("weighed_grams__gt", 0)),
                            _connector="OR",
                        ),
                        name="packing_closed_is_weighed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("looked_at", None), ("looked_by", None)),
                            models.Q(("looked_at__isnull", False), ("looked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="packing_looked_by_somebody",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="3784fe13b2fbf9d8444e16cdaad28a54c1680a1c",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_c0ca5",
                            table="packing_benchwork",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PackedPieces",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "bench",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packed",
                        to="packing.benchwork",
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
                ("pieces", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("bench", "sku"), name="packing_counted_once_a_sku")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="9f6f50c119466d1d9cf0306f752b5a56c528d5ad",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_b5429",
                            table="packing_packedpieces",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PackTrouble",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "bench",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="troubles",
                        to="packing.benchwork",
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
                    "what",
                    models.CharField(
                        choices=[("missing", "Missing"), ("damaged", "Damaged"), ("wrong", "Wrong")],
                        max_length=8,
                    ),
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
                        condition=models.Q(("pieces__gt", 0)), name="packing_trouble_pieces"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="62d62908d4e658d29d4bb11f81023cecdeacbdb1",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_cc7fd",
                            table="packing_packtrouble",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="16707be66531937d4ad9f70883f0e9f2c2dbabd1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_aee84",
                            table="packing_packtrouble",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DropOrder",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "allocation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drop",
                        to="delivery.allocation",
                    ),
                ),
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
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("declined_at", models.DateTimeField(blank=True, null=True)),
                ("decline_reason", models.CharField(blank=True, max_length=200)),
                (
                    "late_asked_at",
                    models.DateTimeField(
                        blank=True, help_text="a case was opened about its lateness", null=True
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at", None), ("answered_by", None), ("declined_at", None)),
                            models.Q(("accepted_at__isnull", False), ("answered_by__isnull", False)),
                            models.Q(
                                ("answered_by__isnull", False),
                                ("declined_at__isnull", False),
                                models.Q(("decline_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="packing_drop_answered_by_somebody",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="4a9374d8e77b89f3f473e50a7ce080045a65b9f8",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_1b31d",
                            table="packing_droporder",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOver",
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
                        related_name="hand_overs",
                        to="inventory.warehouse",
                    ),
                ),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs",
                        to="partners.carrier",
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
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "driver",
                    models.CharField(blank=True, help_text="who signed for the parcels", max_length=60),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("warehouse", "carrier"),
                        name="packing_one_open_list",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("closed_by", None), ("driver", "")),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                models.Q(("driver", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="packing_list_closed_by_somebody",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="f22188d79674b195f4f50a441818b27afdc516a5",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_4ec4e",
                            table="packing_handover",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LoadedParcel",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "hand_over",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parcels",
                        to="packing.handover",
                    ),
                ),
                (
                    "shipment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="loaded",
                        to="delivery.shipment",
                    ),
                ),
                (
                    "scanned_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("scanned_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="ee44eb3aed514bc9851742c42cf0f3a2926b8a7d",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_b7a95",
                            table="packing_loadedparcel",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="8c6602a7594397889aafbf9be8dd6b5a4ef8a787",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f3e03",
                            table="packing_loadedparcel",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Relay",
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
                        related_name="relay",
                        to="delivery.shipment",
                    ),
                ),
                ("extension", models.CharField(max_length=6)),
                ("bound_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["bound_at"], name="packing_relay_live"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("extension",),
                        name="packing_extension_leads_to_one",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="862ebc030e809c3c3b1f71d0cdadc5512191b70e",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_80df1",
                            table="packing_relay",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
    ])
