import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import zhanggui.domain.promotions.states
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
            sql="CREATE SEQUENCE promotions_number START 1",
            reverse_sql="DROP SEQUENCE promotions_number",
        ),
        migrations.CreateModel(
            name="PromotionPlan",
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
                            ("bundle", "bundle"),
                            ("nth_piece", "nth_piece"),
                            ("full_reduction", "full_reduction"),
                            ("gift", "gift"),
                            ("coupon", "coupon"),
                        ],
                        max_length=16,
                    ),
                ),
                ("title", models.CharField(help_text="as announced, such as 满300减30", max_length=60)),
                (
                    "rules_text",
                    models.TextField(help_text="conditions, also adverse ones, in the words customers read"),
                ),
                ("aim", models.TextField(help_text="what it is for, and how its success is measured")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("terms", models.JSONField()),
                ("scope", models.JSONField()),
                (
                    "per_member",
                    models.PositiveIntegerField(blank=True, help_text="uses of one member", null=True),
                ),
                (
                    "total",
                    models.PositiveIntegerField(
                        blank=True, help_text="uses of all members", null=True, verbose_name="uses in all"
                    ),
                ),
                ("budget_fen", models.BigIntegerField(blank=True, null=True)),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[("claimed", "claimed"), ("by_code", "by_code"), ("by_agent", "by_agent")],
                        max_length=8,
                    ),
                ),
                ("claim_code", models.CharField(blank=True, max_length=20)),
                (
                    "valid_days",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="of a coupon, once claimed", null=True
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("rejected", "rejected"),
                            ("withdrawn", "withdrawn"),
                            ("approved", "approved"),
                        ],
                        default=zhanggui.domain.promotions.states.PlanState["PROPOSED"],
                        max_length=12,
                    ),
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
                ("decided_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="promotions_plan_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", zhanggui.domain.promotions.states.PromotionKind["COUPON"]),
                                _negated=True,
                            ),
                            models.Q(
                                ("per_member__isnull", False),
                                ("total__isnull", False),
                                models.Q(("way", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="promotions_coupon_has_limits",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("claim_code", ""), _negated=True),
                            (
                                "state__in",
                                [
                                    zhanggui.domain.promotions.states.PlanState["PROPOSED"],
                                    zhanggui.domain.promotions.states.PlanState["PUBLISHED"],
                                ],
                            ),
                        ),
                        fields=("claim_code",),
                        name="promotions_claim_code_once",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="frozen_once_submitted",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_frozen_once_submitted('state', 'decided_at')",
                            func="",
                            hash="399599eacf6c88ebc1df63c0df5500fffd84a579",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_frozen_once_submitted_2cfac",
                            table="promotions_promotionplan",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="443a27b84fceb374955b66d3573f2f921898e402",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_41855",
                            table="promotions_promotionplan",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Promotion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "plan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promotion",
                        to="promotions.promotionplan",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bundle", "bundle"),
                            ("nth_piece", "nth_piece"),
                            ("full_reduction", "full_reduction"),
                            ("gift", "gift"),
                            ("coupon", "coupon"),
                        ],
                        max_length=16,
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("in_force", "in_force"), ("suspended", "suspended"), ("ended", "ended")],
                        default=zhanggui.domain.promotions.states.PromotionState["ANNOUNCED"],
                        max_length=12,
                    ),
                ),
                ("announced_at", models.DateTimeField(verbose_name="made public at")),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                ("stop_reason", models.CharField(blank=True, max_length=400)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GistIndex(
                        condition=models.Q(
                            ("state", zhanggui.domain.promotions.states.PromotionState["ANNOUNCED"])
                        ),
                        fields=["period"],
                        name="promotions_in_force",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="publishes_only_approved",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_publishes_only_approved('plan_id', 'promotions_promotionplan')",
                            func="",
                            hash="05b1d02e74260b1509400fa4346015ce7eae0022",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_publishes_only_approved_b1b18",
                            table="promotions_promotion",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="930150131c9ec435ca0a804aecd42e91ab6dcf1e",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_673a0",
                            table="promotions_promotion",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Coupon",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=16, unique=True)),
                (
                    "promotion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coupons",
                        to="promotions.promotion",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coupons",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ordinal", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("usable", "usable"),
                            ("reserved", "reserved"),
                            ("used", "used"),
                            ("expired", "expired"),
                            ("voided", "voided"),
                        ],
                        default=zhanggui.domain.promotions.states.CouponState["HELD"],
                        max_length=12,
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("claimed", "claimed"), ("by_code", "by_code"), ("by_agent", "by_agent")],
                        max_length=8,
                    ),
                ),
                ("valid_until", models.DateTimeField()),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("issued_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("end_reason", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["holder", "-issued_at"], name="promotions_coupons_of"),
                    models.Index(
                        condition=models.Q(("state", zhanggui.domain.promotions.states.CouponState["HELD"])),
                        fields=["valid_until"],
                        name="promotions_coupons_to_expire",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("promotion", "holder", "ordinal"), name="promotions_coupon_ordinal"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="510868b1b2d4b0e4359291e26492ea1920d7e8f7",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_68c48",
                            table="promotions_coupon",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
    ])
