import django.db.models.deletion
import pgtrigger.compiler
import zhanggui.domain.columns.states
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
        ("sales", "0001_initial"),
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = together([
        migrations.CreateModel(
            name="Column",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=40, unique=True)),
                (
                    "taken_down_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("taken_down_at", models.DateTimeField(blank=True, null=True)),
                ("taken_down_why", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("taken_down_at", None), ("taken_down_by", None), ("taken_down_why", "")
                            ),
                            models.Q(("taken_down_at__isnull", False), ("taken_down_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="columns_taken_down_by_somebody",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="9ad85b18135de3bb25dbeee87cf92773962731e3",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_f588f",
                            table="columns_column",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ColumnVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "column",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="columns.column",
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
                            ("published", "published"),
                            ("superseded", "superseded"),
                        ],
                        default=zhanggui.domain.columns.states.ColumnState["DRAFT"],
                        max_length=16,
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
                ("title", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("banner", "banner"),
                            ("live", "live"),
                            ("guide", "guide"),
                            ("goods", "goods"),
                            ("categories", "categories"),
                            ("article", "article"),
                            ("licences", "licences"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[("home", "home"), ("category", "category"), ("search", "search")],
                        default=zhanggui.domain.columns.states.Place["HOME"],
                        max_length=12,
                    ),
                ),
                (
                    "place_key",
                    models.CharField(
                        blank=True, help_text="code of the category, or words searched for", max_length=60
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(help_text="the order on its page, the smallest first"),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everyone", "everyone"),
                            ("visitors", "visitors"),
                            ("members", "members"),
                            ("newcomers", "newcomers"),
                        ],
                        default=zhanggui.domain.columns.states.Audience["EVERYBODY"],
                        max_length=16,
                    ),
                ),
                ("content", models.JSONField(default=dict)),
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
                    models.Index(
                        condition=models.Q(("state", "published")),
                        fields=["place", "place_key"],
                        name="columns_standing",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("column", "number"), name="columns_version_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    zhanggui.domain.columns.states.ColumnState["DRAFT"],
                                    zhanggui.domain.columns.states.ColumnState["SUBMITTED"],
                                ],
                            )
                        ),
                        fields=("column",),
                        name="columns_one_open_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at", None), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                        ),
                        name="columns_version_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    zhanggui.domain.columns.states.ColumnState["DRAFT"],
                                    zhanggui.domain.columns.states.ColumnState["WITHDRAWN"],
                                ],
                            ),
                            models.Q(("digest", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="columns_submitted_is_frozen",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="frozen_once_submitted",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_frozen_once_submitted('state', 'decided_at')",
                            func="",
                            hash="3d8ff4e737493cfc380b0015844304a5d78364c6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_frozen_once_submitted_ed2cb",
                            table="columns_columnversion",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="4a7043175254c67d8cd94b81043dd9d8902d57b0",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_3f481",
                            table="columns_columnversion",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Showing",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "column",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="showings",
                        to="columns.column",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="showing",
                        to="columns.columnversion",
                    ),
                ),
                ("published_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="publishes_only_approved",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_publishes_only_approved('version_id', 'columns_columnversion')",
                            func="",
                            hash="3c7e5b3b3c2e13c9d5242a3f7eeb32d16e270935",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_publishes_only_approved_cdb6f",
                            table="columns_showing",
                            when="BEFORE",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="98140dbb5a9a1e4a9bf0872f5ae67cdc6eeb041d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4900d",
                            table="columns_showing",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="7ca5b04bd08e227cddc3dcb73dee299d9ddbf579",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_a1c39",
                            table="columns_showing",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ColumnOrder",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sales.order"
                    ),
                ),
                (
                    "column",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="columns.column",
                    ),
                ),
                ("noted_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["column", "noted_at"], name="columns_orders_of_column")],
                "triggers": [
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="3a93df7ca82ee0a80a7665032ef883bc6f0e2e16",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_15abe",
                            table="columns_columnorder",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="6b775cc09ed09b1b29f8c223386dcc32d651e2c5",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_f020b",
                            table="columns_columnorder",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
    ])
