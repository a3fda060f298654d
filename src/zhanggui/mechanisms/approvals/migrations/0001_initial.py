from importlib.resources import files

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import zhanggui.kernel.ids
import zhanggui.mechanisms.approvals.states
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
            # The tables that the functions read come right after them, with the triggers that call them.
            "SET LOCAL check_function_bodies = off;"
            + files("zhanggui.mechanisms.approvals").joinpath("sql/functions.sql").read_text(encoding="utf-8")
            + "SET LOCAL check_function_bodies = on;",
            migrations.RunSQL.noop,
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=64)),
                ("title", models.CharField(max_length=200)),
                ("subject_type", models.CharField(max_length=64)),
                ("subject_id", models.UUIDField()),
                ("digest", models.CharField(max_length=64)),
                ("thread_type", models.CharField(max_length=64)),
                ("thread_id", models.UUIDField(db_index=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.person",
                    ),
                ),
                (
                    "submitter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitter_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.person",
                    ),
                ),
                ("submitted_at", models.DateTimeField()),
                ("note", models.TextField(blank=True)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("approved", "approved"),
                            ("rejected", "rejected"),
                            ("withdrawn", "withdrawn"),
                            ("expired", "expired"),
                        ],
                        max_length=16,
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "kind", "submitted_at"], name="approvals_review_queue"),
                    models.Index(
                        condition=models.Q(
                            ("state", zhanggui.mechanisms.approvals.states.ReviewState["OPEN"])
                        ),
                        fields=["due_at"],
                        name="approvals_review_due",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    zhanggui.mechanisms.approvals.states.ReviewState["OPEN"],
                                    zhanggui.mechanisms.approvals.states.ReviewState["APPROVED"],
                                    zhanggui.mechanisms.approvals.states.ReviewState["REJECTED"],
                                ),
                            )
                        ),
                        fields=("subject_id",),
                        name="approvals_one_standing_review",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at", None),
                                ("state", zhanggui.mechanisms.approvals.states.ReviewState["OPEN"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("state", zhanggui.mechanisms.approvals.states.ReviewState["OPEN"]),
                                    _negated=True,
                                ),
                                ("closed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="approvals_closed_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_at", None), ("due_at__gt", models.F("submitted_at")), _connector="OR"
                        ),
                        name="approvals_due_after_submission",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")),
                        name="approvals_digest_sha256",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="approvals_review_rules",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_review_rules()",
                            func="",
                            hash="8adef8e98a2bd025424b8cdb7f5c281e8c048c2c",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_approvals_review_rules_a2f2e",
                            table="approvals_review",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="kept",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="150c7acf4292d2d3fc1a52d7937ac4cbc037a9ca",
                            operation="DELETE",
                            pgid="pgtrigger_kept_d423a",
                            table="approvals_review",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="5ca8f77923d2540543844cb305a7f4aaf8e238ea",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_a0705",
                            table="approvals_review",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewStep",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="approvals.review",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("code", models.CharField(max_length=32)),
                ("approvers", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("open", "open"),
                            ("approved", "approved"),
                            ("rejected", "rejected"),
                        ],
                        max_length=16,
                    ),
                ),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["review", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("review", "code"), name="approvals_step_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", zhanggui.mechanisms.approvals.states.StepState["OPEN"])),
                        fields=("review",),
                        name="approvals_one_open_step",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("approvers__gte", 1)), name="approvals_step_needs_somebody"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="de67b753350ba10d5fe74f10ff2c56d2e0323f43",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_a20ab",
                            table="approvals_reviewstep",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="approvals_step_rules",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_step_rules()",
                            func="",
                            hash="5133cf601d8eb942d7037a08986ddbe9dfc80f7f",
                            operation="UPDATE",
                            pgid="pgtrigger_approvals_step_rules_4b043",
                            table="approvals_reviewstep",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="kept",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="d52eb51f2ab7d3b36df61de04701b91a6c4dfc92",
                            operation="DELETE",
                            pgid="pgtrigger_kept_c069d",
                            table="approvals_reviewstep",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="approvals.review",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="approvals.reviewstep",
                    ),
                ),
                (
                    "verdict",
                    models.CharField(choices=[("approve", "approve"), ("reject", "reject")], max_length=16),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.person"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("note", models.TextField(blank=True)),
                (
                    "evidence",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), blank=True, default=list, size=None
                    ),
                ),
                ("decided_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("review", "step", "person"), name="approvals_one_decision_each"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="566dba6a4f73fa53c7ecbe50ddcee2bacedb0b53",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_13ae3",
                            table="approvals_decision",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="approvals_decision_rules",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_decision_rules()",
                            func="",
                            hash="8fb040370aefe3dbdff1374e807e62da46adb408",
                            operation="INSERT",
                            pgid="pgtrigger_approvals_decision_rules_88f85",
                            table="approvals_decision",
                            when="BEFORE",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="660c181bb7bfbd1a343139e34634b7d830910f53",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cd8c6",
                            table="approvals_decision",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="approvals.decision",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("code", models.CharField(max_length=48)),
                ("statement", models.CharField(max_length=200)),
                ("ok", models.BooleanField()),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["decision", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "code"), name="approvals_item_answered_once")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="d96c7ca577073c65efcfccb84a3fd4096a79f027",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_6c690",
                            table="approvals_checklistanswer",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="ef6cf1eaeff256c5af9301e123c0bbf544a25134",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_71ba5",
                            table="approvals_checklistanswer",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
    ])
