import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import zhanggui.kernel.ids
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
            sql="CREATE SEQUENCE training_certificate_number START 1",
            reverse_sql="DROP SEQUENCE training_certificate_number",
        ),
        migrations.CreateModel(
            name="Course",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=24)),
                ("edition", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120)),
                (
                    "post",
                    models.CharField(
                        choices=[
                            ("everybody", "everybody"),
                            ("host", "host"),
                            ("product_reviewer", "product_reviewer"),
                            ("ad_reviewer", "ad_reviewer"),
                            ("price_approver", "price_approver"),
                            ("cs_agent", "cs_agent"),
                            ("security_officer", "security_officer"),
                            ("supplier", "supplier"),
                            ("carrier", "carrier"),
                        ],
                        max_length=32,
                    ),
                ),
                (
                    "modules",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), size=None
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("pass_percent", models.PositiveSmallIntegerField()),
                ("valid_months", models.PositiveSmallIntegerField()),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("published_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("code", "edition"), name="training_edition_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at", None)),
                        fields=("code",),
                        name="training_one_edition_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pass_percent__gte", 1), ("pass_percent__lte", 100)),
                        name="training_pass_is_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_months__gte", 1)), name="training_holds_a_month_at_least"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="27365a6dc2b2010b2c0f9b36bdced89d2d522598",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_16ab1",
                            table="training_course",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="frozen",
                        sql=zhanggui.schema.triggers.CallSql(
                            condition='WHEN (OLD."published_at" IS NOT NULL)',
                            execute="house_refuse_change('retired_at')",
                            func="",
                            hash="d7e0baf9011c03aeceae60ba971f1a99b7cf737d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_frozen_a7e59",
                            table="training_course",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="training.course",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=400)),
                (
                    "options",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), size=None
                    ),
                ),
                ("right", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["course", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("course", "position"), name="training_question_in_its_place"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="fcaff9e6206002feb5dc3f9300503bddb3e38aed",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_65d20",
                            table="training_question",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="aa41cdb6f035b9e40d8d5a7b8bf4d0fc9a62faef",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d0e2f",
                            table="training_question",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="training.course",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.person"
                    ),
                ),
                ("attended_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("course", "person"), name="training_attended_once")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="f715fafb059440537a8dc7fa8e99e679f4cad144",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_4c1e9",
                            table="training_attendance",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="191254d02ca11c2ff38eeec570cad551bdbebe5d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a6eff",
                            table="training_attendance",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Exam",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exams",
                        to="training.course",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.person"
                    ),
                ),
                (
                    "answers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), size=None
                    ),
                ),
                ("score", models.PositiveSmallIntegerField()),
                ("pass_percent", models.PositiveSmallIntegerField()),
                ("taken_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["person", "-taken_at"], name="training_exams_of_person")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="642e55a260493d97d01c3e242b0fa9171dc1772e",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_036c1",
                            table="training_exam",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="e35bf10f8b9ad203d95b39c75f0eff0471bf4b45",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_01c35",
                            table="training_exam",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=40)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="identity.person",
                    ),
                ),
                (
                    "post",
                    models.CharField(
                        choices=[
                            ("everybody", "everybody"),
                            ("host", "host"),
                            ("product_reviewer", "product_reviewer"),
                            ("ad_reviewer", "ad_reviewer"),
                            ("price_approver", "price_approver"),
                            ("cs_agent", "cs_agent"),
                            ("security_officer", "security_officer"),
                            ("supplier", "supplier"),
                            ("carrier", "carrier"),
                        ],
                        max_length=32,
                    ),
                ),
                (
                    "exam",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificate",
                        to="training.exam",
                    ),
                ),
                ("issuer", models.CharField(max_length=120)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField()),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("registered_at", models.DateTimeField()),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_reason", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "post", "valid_to"], name="training_certificates_of")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issuer", "number"), name="training_certificate_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gte", models.F("valid_from"))),
                        name="training_certificate_holds_forward",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="7b4036aed693625347833ebfbb0317f6da31375d",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_25ba0",
                            table="training_certificate",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="frozen",
                        sql=zhanggui.schema.triggers.CallSql(
                            condition='WHEN (OLD."revoked_at" IS NULL)',
                            execute="house_refuse_change('revoked_by_id', 'revoked_at', 'revoked_reason')",
                            func="",
                            hash="8b099c9d7b71f0b442dceee8e4579893b457a3dc",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_frozen_300aa",
                            table="training_certificate",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="revoked",
                        sql=zhanggui.schema.triggers.CallSql(
                            condition='WHEN (OLD."revoked_at" IS NOT NULL)',
                            execute="house_refuse_change()",
                            func="",
                            hash="45543e6c922696f702f053fc8b491e46d652bdda",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_revoked_3aa34",
                            table="training_certificate",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
    ])
