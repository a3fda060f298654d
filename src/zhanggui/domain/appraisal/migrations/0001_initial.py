import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import zhanggui.domain.appraisal.states
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("trail", "0004_horizon_never_behind"),
        ("schema", "0002_functions"),
        ("approvals", "0001_initial"),
        ("cases", "0001_initial"),
        ("catalog", "0003_stopped_for_a_violation"),
        ("documents", "0001_initial"),
        ("finance", "0001_initial"),
        ("partners", "0001_initial"),
        ("sales", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = together([
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("quarter", models.DateField(help_text="its first day")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("opened", "opened"),
                            ("judged", "judged"),
                            ("shown", "shown"),
                            ("objected", "objected"),
                            ("frozen", "frozen"),
                        ],
                        default="opened",
                        max_length=12,
                    ),
                ),
                ("figures", models.JSONField(help_text="what was counted")),
                ("scores", models.JSONField(help_text="each indicator: points and weight")),
                ("points", models.PositiveSmallIntegerField(help_text="out of a hundred")),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("excellent", "excellent"),
                            ("qualified", "qualified"),
                            ("unqualified", "unqualified"),
                        ],
                        max_length=12,
                    ),
                ),
                ("counted_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(help_text="by when the supplier sees it")),
                (
                    "shown_at",
                    models.DateTimeField(blank=True, help_text="when the supplier first saw it", null=True),
                ),
                ("objections_until", models.DateTimeField(blank=True, null=True)),
                ("frozen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="partners.supplier",
                    ),
                ),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="8d7ca2f2ec8f450ae15cbb02ab6d803e8d4c747c",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_814ee",
                            table="appraisal_assessment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="publishes_only_approved",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_publishes_only_approved('judgement_id', 'appraisal_judgement')",
                            func="",
                            hash="b664f5d23188e158ec86286203ea58b87409b47d",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_publishes_only_approved_a7ac9",
                            table="appraisal_assessment",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="frozen",
                        sql=zhanggui.schema.triggers.CallSql(
                            condition='WHEN (OLD."frozen_at" IS NOT NULL)',
                            execute="house_refuse_change()",
                            func="",
                            hash="f97bb322ea63c7598bf8b3dc1935ba825dbc3b5f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_frozen_9c403",
                            table="appraisal_assessment",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("figures", models.JSONField()),
                ("adjusted", models.SmallIntegerField(default=0, help_text="points added or taken by hand")),
                ("adjusted_why", models.CharField(blank=True, max_length=400)),
                (
                    "points",
                    models.PositiveSmallIntegerField(
                        help_text="out of a hundred, with what was added or taken"
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("excellent", "excellent"),
                            ("qualified", "qualified"),
                            ("unqualified", "unqualified"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("support", "support"),
                            ("go_on", "go_on"),
                            ("improve", "improve"),
                            ("end", "end"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.TextField(help_text="what the supplier is told")),
                ("digest", models.CharField(max_length=64)),
                ("proposed_at", models.DateTimeField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgements",
                        to="appraisal.assessment",
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
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="b6aebb4e7eb3cb61ca099232731796068545888f",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_b8473",
                            table="appraisal_judgement",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="fb80cb05a4ae1d79809583204a8d4d84272f9607",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_615e0",
                            table="appraisal_judgement",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="assessment",
            name="judgement",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="appraisal.judgement",
            ),
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("support", "support"),
                            ("go_on", "go_on"),
                            ("improve", "improve"),
                            ("end", "end"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("carried_out_at", models.DateTimeField()),
                (
                    "assessment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome",
                        to="appraisal.assessment",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "terms",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.terms",
                    ),
                ),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="3ff96e911f8fa275b811666719801aafc53dd00b",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_fe69d",
                            table="appraisal_outcome",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="509f7cf71c629e2d5d4a83ca0f7112937e4cdd82",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4261f",
                            table="appraisal_outcome",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ruling",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "verdict",
                    models.CharField(
                        choices=[("proven", "proven"), ("not_proven", "not_proven")], max_length=12
                    ),
                ),
                (
                    "basis",
                    models.CharField(help_text="the rule, or the article of the agreement", max_length=200),
                ),
                ("reasons", models.TextField()),
                (
                    "measures",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("warning", "warning"),
                                ("penalty", "penalty"),
                                ("goods_off_sale", "goods_off_sale"),
                                ("supplier_suspended", "supplier_suspended"),
                                ("cooperation_ended", "cooperation_ended"),
                                ("referred_to_authority", "referred_to_authority"),
                            ],
                            max_length=24,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("penalty_fen", models.PositiveBigIntegerField(default=0)),
                (
                    "from_deposit",
                    models.BooleanField(
                        default=False, help_text="exempt: how the penalty is taken, part of what is approved"
                    ),
                ),
                (
                    "authority",
                    models.CharField(blank=True, help_text="who is told, where somebody is", max_length=120),
                ),
                (
                    "affected_since",
                    models.DateField(
                        blank=True,
                        help_text="orders placed since this day are affected; empty: none",
                        null=True,
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("proposed_at", models.DateTimeField()),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="dd453789156e0acc62b04cd2ceb94c45853654a1",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_eea0f",
                            table="appraisal_ruling",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="c7ed8e0644cca5da48db5fc95c98215b034932b1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e0deb",
                            table="appraisal_ruling",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Violation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(help_text="that of its case", max_length=24, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("false_certificate", "false_certificate"),
                            ("counterfeit", "counterfeit"),
                            ("breach_of_agreement", "breach_of_agreement"),
                            ("unlawful_act", "unlawful_act"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("house_check", "house_check"),
                            ("complaint", "complaint"),
                            ("regulator", "regulator"),
                            ("media", "media"),
                            ("program", "program"),
                        ],
                        max_length=12,
                    ),
                ),
                ("gravity", models.CharField(choices=[("minor", "minor"), ("major", "major")], max_length=8)),
                ("facts", models.TextField(help_text="what happened, when and where")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reported", "reported"),
                            ("hearing", "hearing"),
                            ("proposed", "proposed"),
                            ("decided", "decided"),
                            ("appealed", "appealed"),
                            ("final", "final"),
                            ("lifted", "lifted"),
                            ("dismissed", "dismissed"),
                        ],
                        default="reported",
                        max_length=12,
                    ),
                ),
                ("reported_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "public_at",
                    models.DateTimeField(blank=True, help_text="since when the register shows it", null=True),
                ),
                ("appeal_until", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="violation", to="cases.case"
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ruling",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="appraisal.ruling",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="violations",
                        to="partners.supplier",
                    ),
                ),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="ed6df333016c7f99a8a3d9884eacaa7eb31729f7",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_14ec0",
                            table="appraisal_violation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="publishes_only_approved",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_publishes_only_approved('ruling_id', 'appraisal_ruling')",
                            func="",
                            hash="91f3e24d827408bbac5689ea58cd6845c52f4e52",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_publishes_only_approved_cb868",
                            table="appraisal_violation",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TakenMeasure",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("warning", "warning"),
                            ("penalty", "penalty"),
                            ("goods_off_sale", "goods_off_sale"),
                            ("supplier_suspended", "supplier_suspended"),
                            ("cooperation_ended", "cooperation_ended"),
                            ("referred_to_authority", "referred_to_authority"),
                        ],
                        max_length=24,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "charge",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.charge",
                    ),
                ),
                (
                    "violation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="appraisal.violation",
                    ),
                ),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="eab0f18c85e844be07d55aaf0485aaf1466b3950",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_79018",
                            table="appraisal_takenmeasure",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="ruling",
            name="violation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="rulings", to="appraisal.violation"
            ),
        ),
        migrations.CreateModel(
            name="Proof",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("record_type", models.CharField(blank=True, max_length=64)),
                ("record_id", models.UUIDField(blank=True, null=True)),
                (
                    "told",
                    models.TextField(blank=True, help_text="what the record said when it was taken as proof"),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "by_supplier_at",
                    models.DateTimeField(blank=True, help_text="when the supplier gave it", null=True),
                ),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "violation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to="appraisal.violation",
                    ),
                ),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="3eaa3f7d45ff4bb84f8d7dbf33de6430a93aa2a1",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_4742b",
                            table="appraisal_proof",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="ae4d2403d9c3c03bdf8b3cb4f9072dd3c85c7677",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5a5a6",
                            table="appraisal_proof",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("text", models.TextField()),
                (
                    "papers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), blank=True, default=list, size=None
                    ),
                ),
                ("raised_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True)),
                ("upheld_at", models.DateTimeField(blank=True, null=True)),
                ("rejected_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="appraisal.assessment",
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appraisal_objection",
                        to="cases.case",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "violation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="appraisal.violation",
                    ),
                ),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="8102d6544bf266bab1fe7a0555bc944c846bdcc1",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_1df3d",
                            table="appraisal_objection",
                            when="AFTER",
                        ),
                    )
                ],
                "verbose_name": "objection of a supplier",
                "verbose_name_plural": "objections of suppliers",
            },
        ),
        migrations.CreateModel(
            name="Hearing",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("question", models.TextField(help_text="what it was told and asked")),
                ("asked_at", models.DateTimeField()),
                ("answer_by", models.DateTimeField()),
                ("statement", models.TextField(blank=True)),
                (
                    "papers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), blank=True, default=list, size=None
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
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
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "violation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hearing",
                        to="appraisal.violation",
                    ),
                ),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="6b93dddaa336a10e0a55cca10babd5695b8088de",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_5897b",
                            table="appraisal_hearing",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConcernedGoods",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "goods",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="violations",
                        to="catalog.goods",
                    ),
                ),
                (
                    "violation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerned",
                        to="appraisal.violation",
                    ),
                ),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="cdda9551e8c0fd14d9088ffb413419128ff448a8",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_eba8b",
                            table="appraisal_concernedgoods",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="e2780653b2d817c95d0195cfe0018b60b965517a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_83a13",
                            table="appraisal_concernedgoods",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AffectedOrder",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("found_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                (
                    "told_by",
                    models.CharField(
                        blank=True, choices=[("notice", "notice"), ("phone", "phone")], max_length=8
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="violations",
                        to="sales.order",
                    ),
                ),
                (
                    "violation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="affected",
                        to="appraisal.violation",
                    ),
                ),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="5a70d6953b4fd8c60c837cbba36d5be9ad055b2c",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_e08e7",
                            table="appraisal_affectedorder",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="judgement",
            constraint=models.UniqueConstraint(
                fields=("assessment", "number"), name="appraisal_judgement_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="judgement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("adjusted", 0), models.Q(("adjusted_why", ""), _negated=True), _connector="OR"
                ),
                name="appraisal_adjusted_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="judgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("adjusted__gte", -20), ("adjusted__lte", 20), ("points__lte", 100)),
                name="appraisal_adjusted_a_little",
            ),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["-quarter", "state"], name="appraisal_of_quarter"),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(
                condition=models.Q(("state", "shown")),
                fields=["objections_until"],
                name="appraisal_to_freeze",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(fields=("supplier", "quarter"), name="appraisal_quarter_once"),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("points__lte", 100)), name="appraisal_points_of_hundred"
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("frozen_at__isnull", False),
                        ("judgement__isnull", False),
                        ("state", zhanggui.domain.appraisal.states.AssessmentState["FROZEN"]),
                    ),
                    models.Q(
                        models.Q(
                            ("state", zhanggui.domain.appraisal.states.AssessmentState["FROZEN"]),
                            _negated=True,
                        ),
                        ("frozen_at", None),
                    ),
                    _connector="OR",
                ),
                name="appraisal_frozen_was_judged",
            ),
        ),
        migrations.AddIndex(
            model_name="violation",
            index=models.Index(fields=["supplier", "-reported_at"], name="appraisal_of_supplier"),
        ),
        migrations.AddIndex(
            model_name="violation",
            index=models.Index(fields=["state", "-reported_at"], name="appraisal_violation_desk"),
        ),
        migrations.AddIndex(
            model_name="violation",
            index=models.Index(
                condition=models.Q(("public_at__isnull", False)),
                fields=["-public_at"],
                name="appraisal_public",
            ),
        ),
        migrations.AddIndex(
            model_name="violation",
            index=models.Index(
                condition=models.Q(("state", "decided")), fields=["appeal_until"], name="appraisal_to_finish"
            ),
        ),
        migrations.AddConstraint(
            model_name="violation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            (
                                zhanggui.domain.appraisal.states.ViolationState["DECIDED"],
                                zhanggui.domain.appraisal.states.ViolationState["APPEALED"],
                                zhanggui.domain.appraisal.states.ViolationState["FINAL"],
                            ),
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        ("decided_at__isnull", False), ("public_at__isnull", False), ("ruling__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="appraisal_ruled_by_a_ruling",
            ),
        ),
        migrations.AddConstraint(
            model_name="takenmeasure",
            constraint=models.UniqueConstraint(fields=("violation", "kind"), name="appraisal_measure_once"),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.UniqueConstraint(
                fields=("violation", "number"), name="appraisal_ruling_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("affected_since", None),
                        ("measures", []),
                        ("verdict", zhanggui.domain.appraisal.states.Verdict["NOT_PROVEN"]),
                    ),
                    models.Q(
                        ("verdict", zhanggui.domain.appraisal.states.Verdict["PROVEN"]),
                        models.Q(("measures", []), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="appraisal_only_proven_has_measures",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("measures__contains", ["penalty"]), ("penalty_fen__gt", 0)),
                    models.Q(
                        models.Q(("measures__contains", ["penalty"]), _negated=True), ("penalty_fen", 0)
                    ),
                    _connector="OR",
                ),
                name="appraisal_penalty_has_a_sum",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("measures__contains", ["referred_to_authority"]), _negated=True),
                    models.Q(("authority", ""), _negated=True),
                    _connector="OR",
                ),
                name="appraisal_referral_names_whom",
            ),
        ),
        migrations.AddIndex(
            model_name="proof",
            index=models.Index(fields=["record_id"], name="appraisal_proof_record"),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("document__isnull", False), ("record_id", None)),
                    models.Q(
                        ("document", None),
                        ("record_id__isnull", False),
                        models.Q(("record_type", ""), _negated=True),
                        models.Q(("told", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="appraisal_proof_is_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="appraisal_proof_digest"
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("assessment__isnull", False), ("violation", None)),
                    models.Q(("assessment", None), ("violation__isnull", False)),
                    _connector="OR",
                ),
                name="appraisal_objection_to_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""), ("decided_by", None), ("rejected_at", None), ("upheld_at", None)
                    ),
                    models.Q(
                        models.Q(("upheld_at", None), ("rejected_at", None), _connector="OR"),
                        ("decided_by__isnull", False),
                        models.Q(("decided_by", models.F("raised_by")), _negated=True),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="appraisal_objection_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("upheld_at", None)),
                fields=("assessment",),
                name="appraisal_objected_once_to_a_judgement",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.UniqueConstraint(fields=("violation",), name="appraisal_appealed_once"),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("statement", "")),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        models.Q(("statement", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="appraisal_answer_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="concernedgoods",
            constraint=models.UniqueConstraint(fields=("violation", "goods"), name="appraisal_goods_once"),
        ),
        migrations.AddIndex(
            model_name="affectedorder",
            index=models.Index(
                condition=models.Q(("told_at", None)),
                fields=["violation", "id"],
                name="appraisal_order_to_tell",
            ),
        ),
        migrations.AddConstraint(
            model_name="affectedorder",
            constraint=models.UniqueConstraint(fields=("violation", "order"), name="appraisal_order_once"),
        ),
        migrations.AddConstraint(
            model_name="affectedorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("told_at", None), ("told_by", "")),
                    models.Q(("told_at__isnull", False), models.Q(("told_by", ""), _negated=True)),
                    _connector="OR",
                ),
                name="appraisal_told_somehow",
            ),
        ),
    ])
