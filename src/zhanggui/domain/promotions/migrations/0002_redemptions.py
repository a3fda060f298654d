import django.db.models.deletion
import pgtrigger.compiler
import zhanggui.domain.promotions.states
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0002_house_accounts"),
        ("promotions", "0001_initial"),
        ("sales", "0001_initial"),
    ]

    operations = together([
        migrations.CreateModel(
            name="Redemption",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redemptions",
                        to="sales.order",
                    ),
                ),
                (
                    "promotion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redemptions",
                        to="promotions.promotion",
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
                (
                    "coupon",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redemptions",
                        to="promotions.coupon",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ordinal", models.PositiveIntegerField(blank=True, null=True)),
                ("fen", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("reserved", "reserved"), ("used", "used"), ("given_back", "given_back")],
                        default=zhanggui.domain.promotions.states.RedemptionState["RESERVED"],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("given_back_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["promotion", "-at"], name="promotions_uses_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("coupon__isnull", False),
                                ("kind", zhanggui.domain.promotions.states.PromotionKind["COUPON"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("kind", zhanggui.domain.promotions.states.PromotionKind["COUPON"]),
                                    _negated=True,
                                ),
                                ("coupon", None),
                            ),
                            _connector="OR",
                        ),
                        name="promotions_redeems_a_held_coupon",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fen__gte", 0)), name="promotions_redemption_gives"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state", zhanggui.domain.promotions.states.RedemptionState["GIVEN_BACK"]),
                            _negated=True,
                        ),
                        fields=("coupon",),
                        name="promotions_redemption_of_a_coupon",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", zhanggui.domain.promotions.states.RedemptionState["GIVEN_BACK"]),
                                _negated=True,
                            ),
                            ("ordinal__isnull", False),
                        ),
                        fields=("promotion", "member", "ordinal"),
                        name="promotions_redemption_ordinal",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="a94082087809dd5b894ad17e8736a285ee070063",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_7da11",
                            table="promotions_redemption",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
    ])
