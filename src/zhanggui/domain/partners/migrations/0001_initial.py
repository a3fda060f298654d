import django.contrib.postgres.fields
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
        ("approvals", "0001_initial"),
        ("documents", "0001_initial"),
        ("identity", "0002_house_accounts"),
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = together([
        migrations.RunSQL(
            sql="CREATE SEQUENCE partners_number",
            reverse_sql="DROP SEQUENCE partners_number",
        ),
        migrations.RunSQL(
            sql="CREATE SEQUENCE partners_agreement_number",
            reverse_sql="DROP SEQUENCE partners_agreement_number",
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="identity.organisation",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("firm_name", models.CharField(max_length=120)),
                ("uscc", models.CharField(max_length=18)),
                ("legal_person", models.CharField(max_length=60)),
                ("address", models.CharField(max_length=200)),
                ("contact_name", models.CharField(max_length=60)),
                ("contact_mobile", zhanggui.schema.encrypted.EncryptedTextField()),
                ("contact_email", models.EmailField(max_length=254)),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        default=list,
                        help_text="codes of the wanted categories",
                        size=None,
                    ),
                ),
                (
                    "demanded",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        default=list,
                        help_text="types of document it must hold",
                        size=None,
                    ),
                ),
                ("intention", models.TextField(help_text="what it wants to do with us (合作意向)")),
                ("goods_summary", models.TextField(help_text="what it offers (商品信息)")),
                (
                    "documents",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
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
                    models.UniqueConstraint(
                        fields=("organisation", "number"), name="partners_application_number_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('contact_mobile', '')",
                            func="",
                            hash="26461aff713b205cea011017329e707e13fbad98",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_4a086",
                            table="partners_application",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="submitted",
                        sql=zhanggui.schema.triggers.CallSql(
                            condition='WHEN (OLD."submitted_at" IS NOT NULL)',
                            execute="house_refuse_change('contact_mobile')",
                            func="",
                            hash="1301edd0f748cce47d077b991b2f304f0f2f13a9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_submitted_3f90d",
                            table="partners_application",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Supplier",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(help_text="S or C and six digits", max_length=12, unique=True)),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.organisation",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("applied", "applied"),
                            ("checking", "checking"),
                            ("active", "active"),
                            ("suspended", "suspended"),
                            ("left", "left"),
                        ],
                        default="applied",
                        max_length=16,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.application",
                    ),
                ),
                ("verified_until", models.DateField(blank=True, null=True)),
                ("trades_until", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["trades_until"], name="partners_supplier_trades")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("trades_until", None), ("state", "active"), _connector="OR"),
                        name="partners_supplier_only_active_trades",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="94ec2dec30954a248db92b495511a62c7dc0544b",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_9f9a6",
                            table="partners_supplier",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="publishes_only_approved",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_publishes_only_approved('application_id', 'partners_application')",
                            func="",
                            hash="093e1df360c54a26f819bd39782e3d201646d9c5",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_publishes_only_approved_16bfd",
                            table="partners_supplier",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Carrier",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(help_text="S or C and six digits", max_length=12, unique=True)),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.organisation",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("applied", "applied"),
                            ("checking", "checking"),
                            ("active", "active"),
                            ("suspended", "suspended"),
                            ("left", "left"),
                        ],
                        default="applied",
                        max_length=16,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.application",
                    ),
                ),
                ("verified_until", models.DateField(blank=True, null=True)),
                ("trades_until", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("trades_until", None), ("state", "active"), _connector="OR"),
                        name="partners_carrier_only_active_trades",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="ab6ca040e67cb333d2f9827afb99e17f696a706d",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_c7dfe",
                            table="partners_carrier",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="publishes_only_approved",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_publishes_only_approved('application_id', 'partners_application')",
                            func="",
                            hash="9049f34e0473cdb8c540128bfb32c866a673e619",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_publishes_only_approved_5976e",
                            table="partners_carrier",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Renewal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renewals",
                        to="identity.organisation",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                    ),
                ),
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
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("rejected_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at", None), ("rejected_at", None)),
                        fields=("replaces",),
                        name="partners_one_open_renewal",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="c380c208ee613e82b29075a1c183578fe8ab1bc2",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_21dae",
                            table="partners_renewal",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SiteVisit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="partners.application",
                    ),
                ),
                ("visited_on", models.DateField()),
                ("place", models.CharField(max_length=200)),
                ("companions", models.CharField(blank=True, max_length=200)),
                ("findings", models.TextField()),
                (
                    "passed",
                    models.BooleanField(help_text="exempt: the conclusion of the record, not a state"),
                ),
                (
                    "pictures",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
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
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="374f0760621f1d12d6799f673e8e34ba1ac7c442",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_04084",
                            table="partners_sitevisit",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="57f0794d1d8ed7683a66e0a91cf0bb8bceea8fd4",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a3e6c",
                            table="partners_sitevisit",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="identity.organisation",
                    ),
                ),
                ("number", models.CharField(max_length=24, unique=True)),
                ("terms_version", models.CharField(max_length=24)),
                (
                    "commission_bp",
                    models.PositiveIntegerField(default=0, help_text="hundredths of a percent"),
                ),
                ("deposit_fen", models.PositiveBigIntegerField(default=0)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "signed_file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                    ),
                ),
                ("signed_on", models.DateField()),
                ("signatory", models.CharField(help_text="who signed for the partner", max_length=60)),
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
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                        name="partners_agreement_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("commission_bp__lte", 10000)), name="partners_commission_share"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="f80bc756fe70035b8e3dff1d467f1f578fc4f719",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_273e3",
                            table="partners_agreement",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="cb99021f0154ee9df5fd968c408623f45004abc5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cf082",
                            table="partners_agreement",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verifications",
                        to="identity.organisation",
                    ),
                ),
                ("method", models.CharField(help_text="what was looked at, and where", max_length=200)),
                ("findings", models.TextField(blank=True)),
                (
                    "verified_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("verified_at", models.DateTimeField()),
                ("holds_until", models.DateField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="69c4ab226a9c3120b62d7647188af75890693cb7",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_ffd9a",
                            table="partners_verification",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="b77ce8434ac0988734c81d086240653931ff80ed",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a4bac",
                            table="partners_verification",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to="identity.organisation",
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("document_expired", "document_expired"),
                            ("agreement_ended", "agreement_ended"),
                            ("verification_overdue", "verification_overdue"),
                            ("decided", "decided"),
                        ],
                        max_length=24,
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                (
                    "suspended_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("suspended_at", models.DateTimeField()),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                ("lifted_why", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)),
                        fields=("organisation",),
                        name="partners_one_suspension_at_a_time",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="8270bca1b4f6c6117aeec174941334187549b106",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_851e5",
                            table="partners_suspension",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BankAccount",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bank_accounts",
                        to="identity.organisation",
                    ),
                ),
                ("bank", models.CharField(max_length=60)),
                ("branch", models.CharField(blank=True, max_length=120)),
                ("holder", models.CharField(max_length=120)),
                ("account_number", zhanggui.schema.encrypted.EncryptedTextField()),
                ("last_four", models.CharField(max_length=4)),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("given_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("organisation",),
                        name="partners_one_bank_account",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('account_number', '')",
                            func="",
                            hash="148a873c53154f0399075acbebc2a368f2f8966a",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_5c000",
                            table="partners_bankaccount",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
    ])
