import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import zhanggui.domain.broadcast.states
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("approvals", "0001_initial"),
        ("catalog", "0001_initial"),
        ("identity", "0002_house_accounts"),
        ("pricing", "0001_initial"),
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = together([
        migrations.RunSQL(
            sql="CREATE SEQUENCE broadcast_slot_number START 1",
            reverse_sql="DROP SEQUENCE broadcast_slot_number",
        ),
        migrations.RunSQL(
            sql="CREATE SEQUENCE broadcast_waiting_number START 1",
            reverse_sql="DROP SEQUENCE broadcast_waiting_number",
        ),
        migrations.CreateModel(
            name="Channel",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=16, unique=True)),
                ("name", models.CharField(max_length=60)),
                (
                    "channel_class",
                    models.CharField(
                        choices=[
                            ("shopping", "shopping"),
                            ("satellite", "satellite"),
                            ("general", "general"),
                            ("news", "news"),
                            ("education", "education"),
                            ("children", "children"),
                            ("online", "online"),
                        ],
                        max_length=12,
                    ),
                ),
                ("licence_number", models.CharField(max_length=60)),
                ("licensed_from", models.DateField()),
                ("licensed_to", models.DateField()),
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
                            hash="2170c12d5b4006f908c605907730dea408d1e2dc",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_69759",
                            table="broadcast_channel",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=16, unique=True)),
                ("title", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[("home_shopping", "home_shopping"), ("short", "short")], max_length=16
                    ),
                ),
                ("synopsis", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="db1da14c17e4a6e47ddda668078188b1edde89e5",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_eb318",
                            table="broadcast_programme",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChannelItem",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="broadcast.channel",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("drama", "drama"),
                            ("commercial", "commercial"),
                            ("public_service", "public_service"),
                        ],
                        max_length=16,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("noted_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("channel"),
                                    models.F("channel"),
                                    models.Value("[]"),
                                    function="uuidrange",
                                ),
                                "=",
                            ),
                            ("period", "&&"),
                        ],
                        name="broadcast_one_item_at_a_time",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="29cf46d761626f24fd6f43247689a7c27a359ad0",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_bba1c",
                            table="broadcast_channelitem",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DayTemplate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True)),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="templates",
                        to="broadcast.channel",
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
                ("made_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="8c08d9441fe1afbdff0c3c90209dababd8670523",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_dc59b",
                            table="broadcast_daytemplate",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplateSlot",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="broadcast.daytemplate",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="broadcast.programme",
                    ),
                ),
                ("starts_minute", models.PositiveSmallIntegerField()),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "host_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.person",
                    ),
                ),
                ("script", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["template", "starts_minute"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gt", 0), ("starts_minute__lt", 1440)),
                        name="broadcast_template_within_a_day",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="52edeaedcaf314a8e964712f4c9a3526bfed8347",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_81c16",
                            table="broadcast_templateslot",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="broadcast.channel",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="broadcast.programme",
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("host", models.CharField(help_text="the name as it is shown", max_length=60)),
                (
                    "host_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.person",
                    ),
                ),
                (
                    "script",
                    models.TextField(
                        help_text="what is said and shown; reviewed before every airing (TV-09)"
                    ),
                ),
                (
                    "rerun_of",
                    models.ForeignKey(
                        blank=True,
                        help_text="the run that is shown again; it needs an approval of its own (TV-09)",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reruns",
                        to="broadcast.slot",
                    ),
                ),
                (
                    "materials",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(),
                        blank=True,
                        default=list,
                        help_text="advertisements shown in it",
                        size=None,
                    ),
                ),
                (
                    "ai_parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("words", "words"),
                                ("picture", "picture"),
                                ("video", "video"),
                                ("voice", "voice"),
                            ],
                            max_length=8,
                        ),
                        blank=True,
                        default=list,
                        help_text="what of it a machine made",
                        size=None,
                    ),
                ),
                (
                    "ai_label",
                    models.CharField(blank=True, help_text="the words on screen that say so", max_length=60),
                ),
                ("target_fen", models.BigIntegerField(default=0, help_text="what it is planned to sell")),
                (
                    "gate_failed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=24),
                        blank=True,
                        default=list,
                        help_text="checks that were not in order when the gate was last asked",
                        size=None,
                    ),
                ),
                ("gate_asked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("submitted", "submitted"),
                            ("ready", "ready"),
                            ("on_air", "on_air"),
                            ("ended", "ended"),
                            ("cancelled", "cancelled"),
                        ],
                        default=zhanggui.domain.broadcast.states.SlotState["PLANNED"],
                        max_length=12,
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("end_reason", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["ready", "on_air"])),
                        fields=["state"],
                        name="broadcast_slots_that_sell",
                    ),
                    models.Index(fields=["host_person", "period"], name="broadcast_slots_of_host"),
                    django.contrib.postgres.indexes.GistIndex(
                        fields=["period"], name="broadcast_slots_in_time"
                    ),
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        expressions=[
                            (
                                models.Func(
                                    models.F("channel"),
                                    models.F("channel"),
                                    models.Value("[]"),
                                    function="uuidrange",
                                ),
                                "=",
                            ),
                            ("period", "&&"),
                        ],
                        name="broadcast_one_slot_at_a_time",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="publishes_only_approved",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_publishes_only_approved('approved_plan_id', 'broadcast_slotplan')",
                            func="",
                            hash="1cfe517aad7f8de29992b931a803cfdb69c821b0",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_publishes_only_approved_406a4",
                            table="broadcast_slot",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="65e9f54b0c08db401359e28bdb87356b13cb8e80",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_23bc0",
                            table="broadcast_slot",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="broadcast.slot",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "dropped_at",
                    models.DateTimeField(blank=True, help_text="when they thought better of it", null=True),
                ),
                ("told_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("dropped_at", None), ("told_at", None)),
                        fields=["slot"],
                        name="broadcast_reminders_to_send",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("slot", "account"), name="broadcast_reminded_once")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="46702cb96b684b14d158bd67a525df96603e6714",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_76bdc",
                            table="broadcast_reminder",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SlotPlan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="broadcast.slot"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("submitted_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("slot", "number"), name="broadcast_plan_number_once")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="a88eb1f23bba1465b0deb7649f44a81a94785228",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_ec851",
                            table="broadcast_slotplan",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="0d2b7b565272f9771c44bbce005b89cb17aa501e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_eb8dd",
                            table="broadcast_slotplan",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SlotGoods",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="goods", to="broadcast.slot"
                    ),
                ),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.sku"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("item_number", models.CharField(max_length=6)),
                ("quota", models.PositiveIntegerField()),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="how long it is shown; none: an even share of what others leave"
                    ),
                ),
                ("cue", models.TextField(blank=True, help_text="the passage of the script about it")),
                (
                    "price",
                    models.ForeignKey(
                        blank=True,
                        help_text="the price it is shown with, since the plan was submitted",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pricing.price",
                    ),
                ),
                ("number_released_at", models.DateTimeField(blank=True, null=True)),
                (
                    "leftover_returned_at",
                    models.DateTimeField(
                        blank=True, help_text="when nothing of the quota was left here any more", null=True
                    ),
                ),
                (
                    "off_air_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("off_air_at", models.DateTimeField(blank=True, null=True)),
                ("off_air_reason", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["slot", "position"],
                "indexes": [models.Index(fields=["item_number"], name="broadcast_numbers_ever_shown")],
                "constraints": [
                    models.UniqueConstraint(fields=("slot", "sku"), name="broadcast_sku_once_in_a_slot"),
                    models.UniqueConstraint(
                        condition=models.Q(("number_released_at", None)),
                        fields=("item_number",),
                        name="broadcast_item_number_is_free",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quota__gt", 0)), name="broadcast_quota_is_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("item_number__regex", "^[0-9]{3,6}$")),
                        name="broadcast_item_number_is_short",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="ce4fc13999ffc10543acd786c55551cd6ec50f8c",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_a7e0a",
                            table="broadcast_slotgoods",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WaitingPlace",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.BigIntegerField(unique=True)),
                (
                    "slot_goods",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waiting",
                        to="broadcast.slotgoods",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("quantity", models.PositiveSmallIntegerField()),
                ("channel", models.CharField(max_length=8)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("offered", "offered"),
                            ("taken", "taken"),
                            ("lapsed", "lapsed"),
                            ("left", "left"),
                            ("closed", "closed"),
                        ],
                        default=zhanggui.domain.broadcast.states.WaitingState["WAITING"],
                        max_length=8,
                    ),
                ),
                ("joined_at", models.DateTimeField()),
                ("offered_at", models.DateTimeField(blank=True, null=True)),
                ("offered_until", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["slot_goods", "number"],
                        name="broadcast_queue",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("slot_goods", "customer"),
                        name="broadcast_one_place_in_the_queue",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="broadcast_waits_for_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("offered_at", None), ("offered_until", None)),
                            ("offered_until__gt", models.F("offered_at")),
                            _connector="OR",
                        ),
                        name="broadcast_an_offer_has_an_end",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="4a4fa92ffc4fc460ce2e590de805500c413cfdf3",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_38eb4",
                            table="broadcast_waitingplace",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AirRecord",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "slot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="record",
                        to="broadcast.slot",
                    ),
                ),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("archived_at", models.DateTimeField()),
                ("keep_until", models.DateField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="3f08fd1cf098c8a1ccc90b4d8bea8c34ea8763eb",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_771f4",
                            table="broadcast_airrecord",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="a39f930a29f8060623465ec3686fee79dffd4852",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_48839",
                            table="broadcast_airrecord",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recording",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recordings",
                        to="broadcast.slot",
                    ),
                ),
                ("reference", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                (
                    "stored_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("stored_at", models.DateTimeField()),
                ("keep_until", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("slot", "sha256"), name="broadcast_recording_once")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="a97fc87c68a7b4a4889c09db39ba2fa4aeaa54b5",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_681d5",
                            table="broadcast_recording",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="8f0d038a0f27f133fbf7c30da0471758644d0130",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f7b72",
                            table="broadcast_recording",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="Slot",
            name="approved_plan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="broadcast.slotplan",
            ),
        ),
    ])
