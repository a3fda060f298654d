import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import zhanggui.domain.pricing.states
import zhanggui.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("schema", "0001_types"),
        ("catalog", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MarketResearch",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("researched_on", models.DateField()),
                (
                    "offers",
                    models.JSONField(
                        help_text='[{"seller", "price_fen", "where", "seen_on"}] of competitors'
                    ),
                ),
                ("demand", models.TextField()),
                ("cost_fen", models.BigIntegerField(blank=True, null=True)),
                ("cost_note", models.TextField(blank=True)),
                ("conclusion", models.TextField()),
                (
                    "evidence",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(),
                        blank=True,
                        default=list,
                        help_text="documents",
                        size=None,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.sku"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PriceChange",
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
                        choices=[("normal", "normal"), ("promotion", "promotion"), ("on_air", "on_air")],
                        max_length=12,
                    ),
                ),
                ("amount_fen", models.BigIntegerField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(max_length=500)),
                (
                    "reference_fen",
                    models.BigIntegerField(
                        blank=True,
                        help_text="the price it is compared with on screen, if any (PX-04)",
                        null=True,
                    ),
                ),
                ("basis", models.JSONField(default=dict, help_text="how every compared number was found")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("rejected", "rejected"),
                            ("withdrawn", "withdrawn"),
                            ("published", "published"),
                        ],
                        default=zhanggui.domain.pricing.states.ChangeState["PROPOSED"],
                        max_length=12,
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "research",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="pricing.marketresearch",
                    ),
                ),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="price_changes",
                        to="catalog.sku",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Price",
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
                        choices=[("normal", "normal"), ("promotion", "promotion"), ("on_air", "on_air")],
                        max_length=12,
                    ),
                ),
                ("amount_fen", models.BigIntegerField()),
                ("reference_fen", models.BigIntegerField(blank=True, null=True)),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("published_at", models.DateTimeField()),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="prices", to="catalog.sku"
                    ),
                ),
                (
                    "change",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="price",
                        to="pricing.pricechange",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TradedPrice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("order_line_id", models.UUIDField(unique=True)),
                ("channel", models.CharField(max_length=16)),
                ("amount_fen", models.BigIntegerField()),
                ("traded_at", models.DateTimeField()),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.sku"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="pricechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen__gt", 0), ("amount_fen__lte", 1000000000000)),
                name="pricing_change_is_an_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at", None), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                ),
                name="pricing_change_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", zhanggui.domain.pricing.states.PriceKind["NORMAL"]),
                    ("ends_at__isnull", False),
                    _connector="OR",
                ),
                name="pricing_only_a_normal_price_is_open_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reference_fen", None), ("reference_fen__gt", models.F("amount_fen")), _connector="OR"
                ),
                name="pricing_reference_is_above_the_price",
            ),
        ),
        migrations.AddConstraint(
            model_name="price",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen__gt", 0), ("amount_fen__lte", 1000000000000)),
                name="pricing_price_is_an_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="price",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("kind", "normal")),
                expressions=[
                    (
                        models.Func(
                            models.F("sku"), models.F("sku"), models.Value("[]"), function="uuidrange"
                        ),
                        "=",
                    ),
                    ("period", "&&"),
                ],
                name="pricing_one_normal_price_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="price",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("kind", "promotion")),
                expressions=[
                    (
                        models.Func(
                            models.F("sku"), models.F("sku"), models.Value("[]"), function="uuidrange"
                        ),
                        "=",
                    ),
                    ("period", "&&"),
                ],
                name="pricing_one_promotion_price_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="price",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("kind", "on_air")),
                expressions=[
                    (
                        models.Func(
                            models.F("sku"), models.F("sku"), models.Value("[]"), function="uuidrange"
                        ),
                        "=",
                    ),
                    ("period", "&&"),
                ],
                name="pricing_one_on_air_price_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="tradedprice",
            index=models.Index(fields=["sku", "channel", "-traded_at"], name="pricing_traded_lately"),
        ),
        migrations.AddConstraint(
            model_name="tradedprice",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen__gt", 0), ("amount_fen__lte", 1000000000000)),
                name="pricing_traded_price_is_an_amount",
            ),
        ),
        migrations.RunSQL(
            "CREATE SEQUENCE pricing_change_number START 1",
            "DROP SEQUENCE pricing_change_number",
        ),
    ]
