import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import zhanggui.domain.campaigns.states
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("advertising", "0001_initial"),
        ("approvals", "0001_initial"),
        ("identity", "0002_house_accounts"),
        ("messaging", "0001_initial"),
        ("sales", "0001_initial"),
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = together([
        migrations.RunSQL(
            sql="CREATE SEQUENCE campaigns_number START 101",
            reverse_sql="DROP SEQUENCE campaigns_number",
        ),
        migrations.RunSQL(
            sql="CREATE SEQUENCE campaigns_mailing_number START 2001",
            reverse_sql="DROP SEQUENCE campaigns_mailing_number",
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", models.DateField(help_text="its first day", unique=True)),
                (
                    "methods",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("data", "data"),
                                ("survey", "survey"),
                                ("market", "market"),
                                ("panel", "panel"),
                                ("comparison", "comparison"),
                            ],
                            max_length=12,
                        ),
                        size=None,
                    ),
                ),
                ("sample", models.TextField()),
                ("figures", models.JSONField()),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("written_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="9d95f20150c93c8fa606fc0382287c89f13878d4",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ffc2f",
                            table="campaigns_evaluation",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="4e6fcecdb5aa774d7194127bd54e34366b25c85a",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_dbb5b",
                            table="campaigns_evaluation",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Conclusion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "evaluation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conclusions",
                        to="campaigns.evaluation",
                    ),
                ),
                ("finding", models.TextField()),
                (
                    "decision",
                    models.CharField(
                        choices=[("keep", "keep"), ("change", "change"), ("stop", "stop")], max_length=8
                    ),
                ),
                ("measure", models.TextField(help_text="what is done differently, and by whom")),
            ],
            options={
                "triggers": [
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="cb0ade6cd470d069d8aa196d2b936b8558319872",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b2d08",
                            table="campaigns_conclusion",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="4e3b62b1b7fa3bb1a40377f8f42eaa8bc41a4076",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_7f353",
                            table="campaigns_conclusion",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mailing",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=16, unique=True)),
                ("title", models.CharField(max_length=120)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="messaging.templateversion",
                    ),
                ),
                ("segment", models.JSONField()),
                ("values", models.JSONField(default=dict)),
                ("per_hour", models.PositiveIntegerField()),
                ("starts_at", models.DateTimeField()),
                (
                    "estimate",
                    models.JSONField(default=dict, help_text="how many it may reach, from a sample"),
                ),
                (
                    "screening",
                    models.JSONField(default=dict, help_text="what advertising's rules mark in its words"),
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
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("approved", "approved"),
                            ("rejected", "rejected"),
                            ("withdrawn", "withdrawn"),
                            ("sending", "sending"),
                            ("through", "through"),
                            ("stopped", "stopped"),
                        ],
                        default=zhanggui.domain.campaigns.states.MailingState["PROPOSED"],
                        max_length=12,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "batch",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mailing",
                        to="messaging.batch",
                    ),
                ),
                ("enlisted_to", models.UUIDField(blank=True, null=True)),
                ("stopped_because", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("approved", "sending"))),
                        fields=["starts_at"],
                        name="campaigns_mailing_due",
                    ),
                    models.Index(fields=["-proposed_at"], name="campaigns_mailing_latest"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="frozen_once_submitted",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_frozen_once_submitted('state', 'decided_at', 'batch_id', 'enlisted_to', 'stopped_because')",
                            func="",
                            hash="a993c1583cb80eb1c48e92a21a6190c7989a16ec",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_frozen_once_submitted_13d49",
                            table="campaigns_mailing",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', 'enlisted_to')",
                            func="",
                            hash="bc66afe7176d9f9a24489e7ad728eec7bdbce701",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_69cb0",
                            table="campaigns_mailing",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=16, unique=True)),
                ("name", models.CharField(max_length=80)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("approved", "approved"),
                            ("running", "running"),
                            ("paused", "paused"),
                            ("stopped", "stopped"),
                            ("ended", "ended"),
                            ("closed", "closed"),
                            ("dropped", "dropped"),
                        ],
                        default=zhanggui.domain.campaigns.states.CampaignState["PLANNED"],
                        max_length=12,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        help_text="the campaign whose conclusions it began with",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followers",
                        to="campaigns.campaign",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                (
                    "over_at",
                    models.DateTimeField(blank=True, help_text="when it ended or was stopped", null=True),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["running", "paused"])),
                        fields=["state"],
                        name="campaigns_under_way",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="publishes_only_approved",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_publishes_only_approved('adopted_plan_id', 'campaigns_plan')",
                            func="",
                            hash="c3955b911a51cf173d9d7fc3f00cfb4fb86fe469",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_publishes_only_approved_41e50",
                            table="campaigns_campaign",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="eb76591eab9ffa93e5831c085a5d68677df4f39e",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_8a50c",
                            table="campaigns_campaign",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reach",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reaches",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "medium",
                    models.CharField(
                        choices=[
                            ("television", "television"),
                            ("shop", "shop"),
                            ("mail", "mail"),
                            ("message", "message"),
                            ("phone", "phone"),
                            ("social", "social"),
                            ("offline", "offline"),
                        ],
                        max_length=12,
                    ),
                ),
                ("day", models.DateField()),
                ("people", models.PositiveIntegerField()),
                (
                    "counted",
                    models.CharField(
                        choices=[
                            ("measured", "measured"),
                            ("broadcaster", "broadcaster"),
                            ("platform", "platform"),
                            ("estimated", "estimated"),
                        ],
                        max_length=12,
                    ),
                ),
                ("source", models.CharField(max_length=120)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("campaign", "medium", "day", "source"), name="campaigns_reach_told_once"
                    )
                ],
                "triggers": [
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="4c325bfd39edeff79d818c7a39f9db6d4a943088",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c61d5",
                            table="campaigns_reach",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="262bf3e1ab39236edf75c5fea789bb1b24a8e485",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_f5501",
                            table="campaigns_reach",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Expense",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expenses",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "medium",
                    models.CharField(
                        choices=[
                            ("television", "television"),
                            ("shop", "shop"),
                            ("mail", "mail"),
                            ("message", "message"),
                            ("phone", "phone"),
                            ("social", "social"),
                            ("offline", "offline"),
                        ],
                        max_length=12,
                    ),
                ),
                ("amount_fen", models.BigIntegerField()),
                ("what", models.CharField(max_length=200)),
                ("paid_to", models.CharField(max_length=120)),
                ("voucher", models.CharField(help_text="number of the invoice or contract", max_length=60)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0), ("amount_fen__lte", 1000000000000)),
                        name="campaigns_expense_is_an_amount",
                    ),
                    models.UniqueConstraint(
                        fields=("campaign", "paid_to", "voucher"), name="campaigns_voucher_once"
                    ),
                ],
                "triggers": [
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="7c24e10bfccaf4fa9498659019bd4452e2959af1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_35ea7",
                            table="campaigns_expense",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="eefb4a4f59c5f55add5ab7049133be92aa41af74",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_293eb",
                            table="campaigns_expense",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Summary",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "campaign",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="summary",
                        to="campaigns.campaign",
                    ),
                ),
                ("text", models.TextField()),
                (
                    "methods",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("data", "data"),
                                ("survey", "survey"),
                                ("market", "market"),
                                ("panel", "panel"),
                                ("comparison", "comparison"),
                            ],
                            max_length=12,
                        ),
                        size=None,
                    ),
                ),
                ("sample", models.TextField(help_text="which data, whom, how many, when")),
                ("figures", models.JSONField(help_text="the effect by medium, as it stood")),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("written_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="41731be0b9dabafdbaaa78f8e28bb94c6e35425e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_20bae",
                            table="campaigns_summary",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="02654f0ebd486678c1c774d20712a41927df21cc",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_ca736",
                            table="campaigns_summary",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="campaigns.campaign",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted"),
                            ("returned", "returned"),
                            ("withdrawn", "withdrawn"),
                            ("adopted", "adopted"),
                            ("superseded", "superseded"),
                        ],
                        default=zhanggui.domain.campaigns.states.PlanState["DRAFT"],
                        max_length=12,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("purpose", models.TextField()),
                ("features", models.TextField(help_text="what of the house it shows")),
                ("audience", models.TextField()),
                ("content", models.TextField()),
                ("form", models.TextField()),
                (
                    "media",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("television", "television"),
                                ("shop", "shop"),
                                ("mail", "mail"),
                                ("message", "message"),
                                ("phone", "phone"),
                                ("social", "social"),
                                ("offline", "offline"),
                            ],
                            max_length=12,
                        ),
                        size=None,
                    ),
                ),
                (
                    "trend",
                    models.TextField(
                        help_text="what the market and the season say, with source and day (B-5.2.2)"
                    ),
                ),
                ("sensitivities", models.TextField(help_text="days, events and people to be careful with")),
                (
                    "targets",
                    models.JSONField(help_text='{"reach": …, "clicks": …, "orders": …, "revenue_fen": …}'),
                ),
                ("budget_fen", models.BigIntegerField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("tasks", models.JSONField(default=list, help_text='[{"what", "who", "due_at"}], in order')),
                ("emergencies", models.JSONField(default=list, help_text='[{"risk", "measure", "duty"}]')),
                (
                    "lessons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(),
                        blank=True,
                        default=list,
                        help_text="conclusions of earlier campaigns it heeds",
                        size=None,
                    ),
                ),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("created_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "number"), name="campaigns_plan_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["draft", "submitted"])),
                        fields=("campaign",),
                        name="campaigns_one_open_plan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("budget_fen__gte", 0), ("budget_fen__lte", 1000000000000)),
                        name="campaigns_budget_is_an_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="campaigns_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "withdrawn"]),
                            models.Q(("digest", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="campaigns_submitted_is_frozen",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="frozen_once_submitted",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_frozen_once_submitted('state', 'decided_at')",
                            func="",
                            hash="8d6f60bdff1ee45f148e7ccdf1bd0ebe756af099",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_frozen_once_submitted_19c71",
                            table="campaigns_plan",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="62884372fe8fa61f6f75a804ab1bee0ebcb8c96b",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_36520",
                            table="campaigns_plan",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Material",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="materials",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "asset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="advertising.asset"
                    ),
                ),
                (
                    "medium",
                    models.CharField(
                        choices=[
                            ("television", "television"),
                            ("shop", "shop"),
                            ("mail", "mail"),
                            ("message", "message"),
                            ("phone", "phone"),
                            ("social", "social"),
                            ("offline", "offline"),
                        ],
                        max_length=12,
                    ),
                ),
                ("due_at", models.DateTimeField(help_text="when it is to be out (B-5.3.4)")),
                (
                    "variant_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="variants",
                        to="campaigns.material",
                    ),
                ),
                (
                    "chosen_because",
                    models.TextField(
                        blank=True,
                        help_text="how it compared with its variants, and why it was taken (B-5.3.2)",
                    ),
                ),
                ("out_at", models.DateTimeField(blank=True, null=True)),
                (
                    "out_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "receipt",
                    models.CharField(
                        blank=True,
                        help_text="address, recording or photo of it",
                        max_length=300,
                        verbose_name="proof of publication",
                    ),
                ),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["asset"], name="campaigns_material_asset")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("campaign", "asset", "medium"), name="campaigns_material_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("out_at", None), ("out_by", None)),
                            models.Q(("out_at__isnull", False), ("out_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="campaigns_out_by_somebody",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="45ccfa02c83e68177d72e5b819ccf40da78ad717",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_28000",
                            table="campaigns_material",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=12, unique=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "medium",
                    models.CharField(
                        choices=[
                            ("television", "television"),
                            ("shop", "shop"),
                            ("mail", "mail"),
                            ("message", "message"),
                            ("phone", "phone"),
                            ("social", "social"),
                            ("offline", "offline"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "material",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="campaigns.material",
                    ),
                ),
                ("target", models.CharField(help_text="a page of the shop", max_length=200)),
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[A-Z0-9]{4,12}$")),
                        name="campaigns_code_is_short",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("target__startswith", "/")), name="campaigns_target_is_ours"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="49a4db981ec864efe6a4cda65f64a35867bc83a6",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_9aa3e",
                            table="campaigns_link",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkHour",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hours", to="campaigns.link"
                    ),
                ),
                ("hour", models.DateTimeField()),
                ("clicks", models.PositiveIntegerField(default=0)),
                ("programs", models.PositiveIntegerField(default=0)),
                ("orders", models.PositiveIntegerField(default=0)),
                ("confirmed", models.PositiveIntegerField(default=0)),
                ("revenue_fen", models.BigIntegerField(default=0)),
                (
                    "costed_fen",
                    models.BigIntegerField(
                        default=0, help_text="the part of the revenue whose cost is on file"
                    ),
                ),
                ("margin_fen", models.BigIntegerField(default=0, help_text="of that part")),
                ("lost", models.PositiveIntegerField(default=0, help_text="cancelled or not paid in time")),
                ("ratings", models.PositiveIntegerField(default=0)),
                ("stars", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("link", "hour"), name="campaigns_one_row_an_hour")
                ],
            },
        ),
        migrations.CreateModel(
            name="Origin",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="origin", to="sales.order"
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="origins",
                        to="campaigns.link",
                    ),
                ),
                ("noted_at", models.DateTimeField()),
                ("placed_counted_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_counted_at", models.DateTimeField(blank=True, null=True)),
                ("lost_counted_at", models.DateTimeField(blank=True, null=True)),
                ("rating_counted_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("confirmed_counted_at", None), ("lost_counted_at", None)),
                        fields=["noted_at"],
                        name="campaigns_origins_open",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', 'placed_counted_at,confirmed_counted_at,lost_counted_at,rating_counted_at')",
                            func="",
                            hash="d753a330649a3b2b10f8e2ceacb0d885c8d8f114",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_d8c13",
                            table="campaigns_origin",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="log",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("started", "started"),
                            ("paused", "paused"),
                            ("resumed", "resumed"),
                            ("stopped", "stopped"),
                            ("ended", "ended"),
                            ("task_done", "task_done"),
                            ("material_out", "material_out"),
                            ("material_gone", "material_gone"),
                            ("incident", "incident"),
                            ("note", "note"),
                        ],
                        max_length=16,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                (
                    "task",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="which task of the plan", null=True
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["campaign", "-at"], name="campaigns_log_of")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "task_done")),
                        fields=("campaign", "task"),
                        name="campaigns_task_done_once",
                    )
                ],
                "triggers": [
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="52ae65ad322d1ddd23b5fbc75740865b79aedc07",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_abccc",
                            table="campaigns_logentry",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="b4eaad63c0f7f9d487c6d91a6180ccdfde4546fe",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_a4a56",
                            table="campaigns_logentry",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incidents",
                        to="campaigns.campaign",
                    ),
                ),
                ("risk", models.CharField(help_text="which risk of the plan, or what else", max_length=120)),
                ("what", models.TextField()),
                (
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reported_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="6e2b49ea0c165ba215b45dfb87f1ddeb4dbcdaa5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cd61d",
                            table="campaigns_incident",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="afa62e1a1f19f9817e873791a001a03a57ac65ce",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_b27a9",
                            table="campaigns_incident",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="Conclusion",
            name="summary",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="conclusions",
                to="campaigns.summary",
            ),
        ),
        migrations.AddField(
            model_name="Mailing",
            name="campaign",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mailings",
                to="campaigns.campaign",
            ),
        ),
        migrations.AddField(
            model_name="Campaign",
            name="adopted_plan",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="campaigns.plan",
            ),
        ),
        migrations.AddConstraint(
            model_name="Conclusion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("evaluation", None), ("summary__isnull", False)),
                    models.Q(("evaluation__isnull", False), ("summary", None)),
                    _connector="OR",
                ),
                name="campaigns_conclusion_has_one_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="Campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["planned", "dropped"]), ("adopted_plan__isnull", False), _connector="OR"
                ),
                name="campaigns_runs_by_a_plan",
            ),
        ),
    ])
