import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import zhanggui.domain.advertising.states
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("approvals", "0001_initial"),
        ("identity", "0002_house_accounts"),
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = together([
        migrations.RunSQL(
            sql="CREATE SEQUENCE advertising_number START 1001",
            reverse_sql="DROP SEQUENCE advertising_number",
        ),
        migrations.CreateModel(
            name="Asset",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=16, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "text"),
                            ("picture", "picture"),
                            ("video", "video"),
                            ("script", "script"),
                            ("mail", "mail"),
                            ("message", "message"),
                            ("banner", "banner"),
                        ],
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(help_text="what the house calls it", max_length=120)),
                (
                    "advertiser",
                    models.ForeignKey(
                        help_text="for whom it is shown; the house for itself",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.organisation",
                    ),
                ),
                (
                    "showable_to",
                    models.DateField(
                        blank=True, help_text="last day on which the public version may be shown", null=True
                    ),
                ),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="publishes_only_approved",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_publishes_only_approved('published_version_id', 'advertising_assetversion')",
                            func="",
                            hash="b3a4fb798c231a291b7550cb197403b80f59eaa9",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_publishes_only_approved_dfbd6",
                            table="advertising_asset",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="b5a886c660d13737c23b5ff3d3bcbd6c0be43162",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_22a57",
                            table="advertising_asset",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssetVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "asset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="advertising.asset",
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
                            ("public", "public"),
                            ("superseded", "superseded"),
                            ("taken_down", "taken_down"),
                            ("ended", "ended"),
                        ],
                        default=zhanggui.domain.advertising.states.VersionState["DRAFT"],
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
                ("headline", models.CharField(blank=True, max_length=120)),
                ("words", models.TextField(blank=True, help_text="text, script or body")),
                ("words_sha256", models.CharField(blank=True, max_length=64)),
                ("picture", models.UUIDField(blank=True, help_text="the document that holds it", null=True)),
                (
                    "picture_words",
                    models.TextField(blank=True, help_text="every word that can be read in it"),
                ),
                (
                    "video_reference",
                    models.CharField(blank=True, help_text="where the recording lies", max_length=200),
                ),
                ("video_sha256", models.CharField(blank=True, max_length=64)),
                (
                    "transcript",
                    models.TextField(blank=True, help_text="every word spoken or shown in the recording"),
                ),
                (
                    "landing",
                    models.CharField(blank=True, help_text="the page it leads to (AD-16)", max_length=200),
                ),
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
                    "ad_classes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("ordinary", "ordinary"),
                                ("drug", "drug"),
                                ("prescription_drug", "prescription_drug"),
                                ("controlled_drug", "controlled_drug"),
                                ("medical_device", "medical_device"),
                                ("health_food", "health_food"),
                                ("special_medical_food", "special_medical_food"),
                                ("food", "food"),
                                ("infant_formula", "infant_formula"),
                                ("cosmetics", "cosmetics"),
                                ("alcohol", "alcohol"),
                                ("tobacco", "tobacco"),
                                ("finance", "finance"),
                                ("education", "education"),
                                ("real_estate", "real_estate"),
                                ("farming", "farming"),
                                ("children", "children"),
                            ],
                            max_length=24,
                        ),
                        size=None,
                    ),
                ),
                (
                    "goods",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(),
                        blank=True,
                        default=list,
                        help_text="which goods it speaks of",
                        size=None,
                    ),
                ),
                (
                    "for_minors",
                    models.BooleanField(default=False, help_text="shown in a medium made for minors (AD-19)"),
                ),
                (
                    "approval_number",
                    models.CharField(blank=True, help_text="of the authority (AD-08)", max_length=60),
                ),
                (
                    "proofs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(),
                        blank=True,
                        default=list,
                        help_text="documents",
                        size=None,
                    ),
                ),
                (
                    "endorser",
                    models.JSONField(blank=True, default=dict, help_text="who recommends it (AD-13)"),
                ),
                (
                    "excuses",
                    models.JSONField(
                        blank=True, default=list, help_text="why words the rules name are lawful here"
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
                        size=None,
                    ),
                ),
                (
                    "ai_label",
                    models.CharField(blank=True, help_text="the words that say so (AD-25)", max_length=60),
                ),
                (
                    "brand_notes",
                    models.TextField(
                        blank=True, help_text="how it fits the brand, and whose rights are used"
                    ),
                ),
                (
                    "digest",
                    models.CharField(blank=True, help_text="sha256 of the frozen content", max_length=64),
                ),
                ("created_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["goods"], name="advertising_version_goods"
                    ),
                    models.Index(
                        condition=models.Q(("words_sha256", ""), _negated=True),
                        fields=["words_sha256"],
                        name="advertising_version_words",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("asset", "number"), name="advertising_version_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["draft", "submitted"])),
                        fields=("asset",),
                        name="advertising_one_open_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "withdrawn"]),
                            models.Q(("digest", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="advertising_submitted_is_frozen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ai_parts", []),
                            models.Q(("ai_label", ""), _negated=True),
                            ("state", "draft"),
                            _connector="OR",
                        ),
                        name="advertising_ai_is_labelled",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="frozen_once_submitted",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_frozen_once_submitted('state', 'decided_at')",
                            func="",
                            hash="bc7c2f78d011c39a38b708aade5f9c144e7a9c53",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_frozen_once_submitted_e0847",
                            table="advertising_assetversion",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="a1f4395af210a6adcfa713362409dd7b2a8ba9b9",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_b8b64",
                            table="advertising_assetversion",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Screening",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screening",
                        to="advertising.assetversion",
                    ),
                ),
                (
                    "rules_edition",
                    models.CharField(help_text="which edition of the rules was asked", max_length=20),
                ),
                ("hits", models.JSONField(default=list)),
                ("screened_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="7cbb0f3d9a5056f274b94e10c18f3655bef44761",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_782bf",
                            table="advertising_screening",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="e77fc80381512e4cb7e1cd17f5679d2bf263927a",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_0982f",
                            table="advertising_screening",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "asset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="advertising.asset",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publication",
                        to="advertising.assetversion",
                    ),
                ),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "end_cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("superseded", "superseded"),
                            ("taken_down", "taken_down"),
                            ("expired", "expired"),
                            ("ended", "ended"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "keep_until",
                    models.DateField(
                        blank=True, help_text="the archive keeps it at least so long", null=True
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("asset",),
                        name="advertising_one_public_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_cause", ""), ("ended_at", None), ("keep_until", None)),
                            models.Q(
                                ("ended_at__gte", models.F("began_at")),
                                ("keep_until__isnull", False),
                                models.Q(("end_cause", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="advertising_an_end_has_a_cause",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="065217e567d54c17b1ce7bece7a56c1f5a526de2",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_b7075",
                            table="advertising_publication",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TakeDown",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "asset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="take_downs",
                        to="advertising.asset",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="take_down",
                        to="advertising.assetversion",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("unlawful", "unlawful"),
                            ("untrue", "untrue"),
                            ("rights", "rights"),
                            ("papers", "papers"),
                            ("goods", "goods"),
                            ("authority", "authority"),
                        ],
                        max_length=12,
                    ),
                ),
                ("gravity", models.CharField(choices=[("minor", "minor"), ("major", "major")], max_length=8)),
                ("what", models.TextField(help_text="what was found")),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("taken_at", models.DateTimeField()),
                (
                    "gone_at",
                    models.DateTimeField(blank=True, help_text="when no place showed it any more", null=True),
                ),
                (
                    "places",
                    models.JSONField(
                        blank=True, default=dict, help_text="which places were asked, and what they said"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("gone_at", None)),
                        fields=["taken_at"],
                        name="advertising_not_gone_yet",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gone_at", None), ("gone_at__gte", models.F("taken_at")), _connector="OR"
                        ),
                        name="advertising_gone_afterwards",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="3456a5daf21c4028a850352d5cd15347023cd351",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_36590",
                            table="advertising_takedown",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "asset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="advertising.asset",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="advertising.assetversion",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("unlawful", "unlawful"),
                            ("untrue", "untrue"),
                            ("rights", "rights"),
                            ("papers", "papers"),
                            ("goods", "goods"),
                            ("authority", "authority"),
                        ],
                        max_length=12,
                    ),
                ),
                ("what", models.TextField()),
                (
                    "told_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("told_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["asset", "-told_at"], name="advertising_complaints_of")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="d7bb994e7125a747d97facb63be5027f65ac8c17",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_52c6c",
                            table="advertising_complaint",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="Asset",
            name="published_version",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="advertising.assetversion",
            ),
        ),
        migrations.AddIndex(
            model_name="Asset",
            index=models.Index(
                condition=models.Q(("published_version__isnull", False)),
                fields=["showable_to"],
                name="advertising_running_out",
            ),
        ),
        migrations.AddConstraint(
            model_name="Asset",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_version", None), ("showable_to__isnull", False), _connector="OR"
                ),
                name="advertising_public_until_a_day",
            ),
        ),
    ])
