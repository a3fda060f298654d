import django.contrib.postgres.fields
import django.contrib.postgres.search
import django.db.models.deletion
import zhanggui.domain.catalog.states
import zhanggui.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("schema", "0001_types"),
    ]

    operations = [
        migrations.CreateModel(
            name="Goods",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "number",
                    models.CharField(help_text="the number spoken on the phone", max_length=12, unique=True),
                ),
                ("listed_at", models.DateTimeField(blank=True, help_text="when first published", null=True)),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="GoodsVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
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
                        default=zhanggui.domain.catalog.states.VersionState["DRAFT"],
                        max_length=16,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("brand", models.CharField(max_length=60)),
                ("specification", models.CharField(max_length=200)),
                ("model", models.CharField(max_length=60)),
                ("price_wish_fen", models.BigIntegerField()),
                ("origin", models.CharField(max_length=60)),
                ("maker_name", models.CharField(max_length=120)),
                ("maker_address", models.CharField(max_length=200)),
                ("produced_on", models.DateField(blank=True, null=True)),
                ("shelf_life_days", models.PositiveIntegerField(blank=True, null=True)),
                ("standard", models.CharField(help_text="number of the product standard", max_length=60)),
                (
                    "quality_report",
                    models.UUIDField(blank=True, help_text="the document (B-2.1.3)", null=True),
                ),
                ("packaging", models.CharField(help_text="material and standard (B-2.1.4)", max_length=200)),
                (
                    "contents",
                    models.CharField(help_text="quantity: what is in the box (CP-12)", max_length=200),
                ),
                ("description", models.TextField()),
                ("safety_notes", models.TextField(blank=True)),
                ("delivery_terms", models.CharField(max_length=200)),
                (
                    "after_sales",
                    models.TextField(help_text="warranty, repair, who pays the way back (B-2.1.6)"),
                ),
                ("return_address", models.CharField(max_length=200)),
                ("liability", models.TextField(blank=True)),
                (
                    "skus",
                    models.JSONField(
                        default=list, help_text='[{"sku": id, "name": …, "spec": {…}}], in order'
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
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("caption", models.CharField(blank=True, max_length=120)),
                ("original", models.UUIDField(help_text="the document as it was given")),
                ("small", models.UUIDField(help_text="480 wide, WebP")),
                ("large", models.UUIDField(help_text="960 wide, WebP")),
                (
                    "generated_by_ai",
                    models.BooleanField(default=False, help_text="must then be labelled (AD-25)"),
                ),
            ],
            options={
                "ordering": ["version", "position"],
            },
        ),
        migrations.CreateModel(
            name="Sku",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=40, unique=True)),
                (
                    "name",
                    models.CharField(blank=True, help_text="what tells it from its sisters", max_length=120),
                ),
                ("spec", models.JSONField(default=dict)),
                (
                    "released_at",
                    models.DateTimeField(blank=True, help_text="when a published version held it", null=True),
                ),
                (
                    "retired_at",
                    models.DateTimeField(
                        blank=True, help_text="when a published version left it out", null=True
                    ),
                ),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="StopSale",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("supplier_wish", "supplier_wish"),
                            ("quality", "quality"),
                            ("price", "price"),
                            ("information", "information"),
                            ("document", "document"),
                            ("recall", "recall"),
                            ("house", "house"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                ("stopped_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                ("lifted_why", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=32, unique=True)),
                (
                    "path",
                    models.CharField(
                        help_text="codes from the root, each ended by /", max_length=255, unique=True
                    ),
                ),
                ("name_zh", models.CharField(max_length=60)),
                ("name_en", models.CharField(max_length=60)),
                ("definition", models.TextField(blank=True)),
                (
                    "legal_class",
                    models.CharField(
                        choices=[
                            ("ordinary", "ordinary"),
                            ("food", "food"),
                            ("health_food", "health_food"),
                            ("infant_formula", "infant_formula"),
                            ("alcohol", "alcohol"),
                            ("cosmetics", "cosmetics"),
                            ("tobacco", "tobacco"),
                            ("otc_drug", "otc_drug"),
                            ("prescription_drug", "prescription_drug"),
                            ("controlled_drug", "controlled_drug"),
                            ("medical_device", "medical_device"),
                            ("professional_device", "professional_device"),
                            ("sexual_health", "sexual_health"),
                            ("breast_enlargement", "breast_enlargement"),
                            ("slimming", "slimming"),
                            ("height_increasing", "height_increasing"),
                            ("fortune_telling", "fortune_telling"),
                        ],
                        default=zhanggui.domain.catalog.states.LegalClass["ORDINARY"],
                        max_length=24,
                    ),
                ),
                (
                    "required_documents",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        help_text="document type codes",
                        size=None,
                    ),
                ),
                (
                    "required_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        help_text="fields beyond the usual ones",
                        size=None,
                    ),
                ),
                (
                    "return_policy",
                    models.CharField(
                        choices=[
                            ("no_reason", "no_reason"),
                            ("confirmed_exclusion", "confirmed_exclusion"),
                            ("excluded", "excluded"),
                        ],
                        default=zhanggui.domain.catalog.states.ReturnPolicy["NO_REASON"],
                        max_length=24,
                    ),
                ),
                ("return_reason", models.CharField(blank=True, max_length=200)),
                ("shelf_life_needed", models.BooleanField(default=False)),
                (
                    "durable",
                    models.BooleanField(
                        default=False, help_text="the seller proves within six months (CP-08)"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="catalog.category",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "goods",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search",
                        serialize=False,
                        to="catalog.goods",
                    ),
                ),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
        ),
        migrations.AddField(
            model_name="goods",
            name="category",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="goods", to="catalog.category"
            ),
        ),
        migrations.RunSQL(
            "CREATE SEQUENCE catalog_goods_number START 100001",
            "DROP SEQUENCE catalog_goods_number",
        ),
    ]
