import django.db.models.deletion
import pgtrigger.compiler
import zhanggui.kernel.ids
import zhanggui.schema.encrypted
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = together([
        migrations.CreateModel(
            name="Organisation",
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
                        choices=[("house", "House"), ("supplier", "Supplier"), ("carrier", "Carrier")],
                        max_length=16,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("uscc", models.CharField(blank=True, max_length=18, null=True, unique=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="31e6ea0dbe3d00d2afb4cb0787d1d264baafed67",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_6c8be",
                            table="identity_organisation",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("id_number", zhanggui.schema.encrypted.EncryptedTextField(blank=True, null=True)),
                ("id_number_hash", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('id_number', '')",
                            func="",
                            hash="c59c1ca6bf6d7bd8755050aded654467944851ee",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_10320",
                            table="identity_person",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("username", models.CharField(max_length=64, unique=True)),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="identity.person",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="identity.organisation",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("mobile", zhanggui.schema.encrypted.EncryptedTextField(blank=True, null=True)),
                ("mobile_hash", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("created_at", models.DateTimeField()),
                ("disabled_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('password,mobile', 'last_login')",
                            func="",
                            hash="0a7e8997d176b24cc5b3bb79f0e8ffad697cedd9",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_30245",
                            table="identity_account",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.person",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("system_admin", "system_admin"),
                            ("security_admin", "security_admin"),
                            ("audit_admin", "audit_admin"),
                            ("compliance_officer", "compliance_officer"),
                            ("product_reviewer", "product_reviewer"),
                            ("supplier_manager", "supplier_manager"),
                            ("price_manager", "price_manager"),
                            ("price_approver", "price_approver"),
                            ("ad_reviewer", "ad_reviewer"),
                            ("programme_scheduler", "programme_scheduler"),
                            ("host", "host"),
                            ("cs_agent", "cs_agent"),
                            ("cs_supervisor", "cs_supervisor"),
                            ("warehouse_keeper", "warehouse_keeper"),
                            ("quality_inspector", "quality_inspector"),
                            ("logistics_manager", "logistics_manager"),
                            ("finance", "finance"),
                            ("security_officer", "security_officer"),
                            ("risk_manager", "risk_manager"),
                            ("internal_auditor", "internal_auditor"),
                            ("executive", "executive"),
                            ("supplier", "supplier"),
                            ("carrier", "carrier"),
                            ("customer", "customer"),
                            ("service", "service"),
                        ],
                        max_length=32,
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("granted_at", models.DateTimeField()),
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("account", "role"),
                        name="identity_grant_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("revoked_at", None),
                            ("role__in", ["audit_admin", "security_admin", "system_admin"]),
                        ),
                        fields=("person",),
                        name="identity_administrators_are_three_people",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="identity_grant_person",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="SELECT person_id INTO NEW.person_id FROM identity_account WHERE id = NEW.account_id; RETURN NEW;",
                            hash="ff1e08b7879b9a2fc4316490698b257b2815e6e4",
                            operation="INSERT",
                            pgid="pgtrigger_identity_grant_person_4cb59",
                            table="identity_grant",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="ce3a1af41f5d11c0d623eb71757a47861a5c705e",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_4b4b1",
                            table="identity_grant",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyText",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("purpose", models.CharField(max_length=40)),
                ("version", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("body", models.TextField()),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("published_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("purpose", "version"), name="identity_policy_version_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="662a5592765594dc32af77042972486f2640775b",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_2472d",
                            table="identity_policytext",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="identity.person",
                    ),
                ),
                ("purpose", models.CharField(max_length=40)),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="identity.policytext",
                    ),
                ),
                ("channel", models.CharField(help_text="web, phone, app", max_length=16)),
                ("given_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("person", "text"),
                        name="identity_consent_once",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="4f8fd62b37a7c629260a4eeb73cb537913ecb7a6",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_cd11a",
                            table="identity_consent",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_ins",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("address", models.GenericIPAddressField(blank=True, null=True)),
                ("device", models.CharField(blank=True, max_length=200)),
                ("begun_at", models.DateTimeField()),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
                ("seen_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["account"], name="identity_signed_in"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SignInTry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name_hash", models.CharField(max_length=64)),
                ("address", models.GenericIPAddressField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("right", "Right"), ("wrong", "Wrong"), ("locked", "Locked")], max_length=8
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["name_hash", "at"], name="identity_tries_by_name"),
                    models.Index(fields=["address", "at"], name="identity_tries_by_address"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignInCode",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("mobile_hash", models.CharField(max_length=64)),
                ("address", models.GenericIPAddressField(blank=True, null=True)),
                ("code_hash", models.CharField(max_length=64)),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["mobile_hash", "sent_at"], name="identity_codes_by_number"),
                    models.Index(fields=["address", "sent_at"], name="identity_codes_by_address"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SecondFactor",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_factor",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("secret", zhanggui.schema.encrypted.EncryptedTextField()),
                ("created_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("last_step", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recovery_codes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="TextMessage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recipient", zhanggui.schema.encrypted.EncryptedTextField()),
                ("body", zhanggui.schema.encrypted.EncryptedTextField()),
                ("purpose", models.CharField(max_length=40)),
                ("created_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reference",
                    models.CharField(blank=True, help_text="the carrier's number for it", max_length=80),
                ),
            ],
        ),
    ])
