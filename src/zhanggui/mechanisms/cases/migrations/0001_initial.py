import django.db.models.deletion
import pgtrigger.compiler
import zhanggui.kernel.ids
import zhanggui.mechanisms.cases.states
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0002_house_accounts"),
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = together([
        migrations.RunSQL(
            sql="CREATE SEQUENCE cases_number",
            reverse_sql="DROP SEQUENCE cases_number",
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=24, unique=True)),
                ("kind", models.CharField(max_length=64)),
                ("title", models.CharField(max_length=200)),
                ("subject_type", models.CharField(max_length=64)),
                ("subject_id", models.UUIDField(unique=True)),
                ("thread_type", models.CharField(max_length=64)),
                ("thread_id", models.UUIDField(db_index=True)),
                ("severity", models.CharField(max_length=32)),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("owned_since", models.DateTimeField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("in_progress", "in_progress"),
                            ("answered", "answered"),
                            ("resolved", "resolved"),
                            ("closed", "closed"),
                        ],
                        max_length=16,
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("round_started_at", models.DateTimeField()),
                ("respond_by", models.DateTimeField(blank=True, null=True)),
                ("answer_by", models.DateTimeField(blank=True, null=True)),
                ("resolve_by", models.DateTimeField(blank=True, null=True)),
                ("responded_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("level", models.PositiveSmallIntegerField(default=0)),
                ("next_mark_at", models.DateTimeField(blank=True, null=True)),
                ("cause", models.CharField(blank=True, max_length=48)),
                ("finding", models.TextField(blank=True)),
                ("rectification", models.TextField(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("next_mark_at__isnull", False)),
                        fields=["next_mark_at"],
                        name="cases_next_mark",
                    ),
                    models.Index(fields=["kind", "state", "opened_at"], name="cases_desk"),
                    models.Index(fields=["party", "opened_at"], name="cases_of_party"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at", None), ("resolved_at__isnull", False), _connector="OR"
                        ),
                        name="cases_closed_was_resolved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", zhanggui.mechanisms.cases.states.CaseState["CLOSED"]),
                                ("closed_at__isnull", False),
                            ),
                            models.Q(
                                models.Q(
                                    ("state", zhanggui.mechanisms.cases.states.CaseState["CLOSED"]),
                                    _negated=True,
                                ),
                                ("closed_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="cases_closed_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("respond_by__gte", models.F("opened_at")), ("respond_by", None), _connector="OR"
                        ),
                        name="cases_respond_by_after_opening",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="opening_stays",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="house_refuse_change('severity', 'owner_id', 'owned_since', 'state', 'round', 'round_started_at', 'respond_by', 'answer_by', 'resolve_by', 'responded_at', 'answered_at', 'resolved_at', 'closed_at', 'level', 'next_mark_at', 'cause', 'finding', 'rectification')",
                            func="",
                            hash="9cc988df66db0279733576999560590c3e236bab",
                            operation="UPDATE",
                            pgid="pgtrigger_opening_stays_0467e",
                            table="cases_case",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="kept",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="489383e2e35f018e8e2a9c0d86992ff9665016bc",
                            operation="DELETE",
                            pgid="pgtrigger_kept_592ed",
                            table="cases_case",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', 'next_mark_at')",
                            func="",
                            hash="3e424dce7a72364fe6df11884ca6c793f1caf215",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_f0438",
                            table="cases_case",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="cases.case"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("verb", models.CharField(max_length=16)),
                (
                    "audience",
                    models.CharField(choices=[("staff", "staff"), ("party", "party")], max_length=8),
                ),
                ("text", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["case", "at", "id"],
                "indexes": [models.Index(fields=["case", "at"], name="cases_event_in_order")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="76dc7df0689495db6b01e929339ae71f4e9d4bf3",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_a5126",
                            table="cases_caseevent",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="9af0408ebbf8766ce760239d13b0af8538dd10ef",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_320b9",
                            table="cases_caseevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClockMark",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="cases.case"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                (
                    "clock",
                    models.CharField(
                        choices=[("respond", "respond"), ("answer", "answer"), ("resolve", "resolve")],
                        max_length=8,
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField()),
                ("due_at", models.DateTimeField()),
                ("noticed_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "round", "clock", "percent"), name="cases_mark_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("percent__gte", 1), ("percent__lte", 100)), name="cases_percent"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="d728c2b31cba5bcb7102d1a74a957a7082882eff",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_af707",
                            table="cases_clockmark",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="7bc10c5a39fce4ea5baff96ccf9fbb68db7aa3bb",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0c417",
                            table="cases_clockmark",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
    ])
