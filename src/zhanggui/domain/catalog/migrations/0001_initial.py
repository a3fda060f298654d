import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgtrigger.compiler
import zhanggui.domain.catalog.states
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
        ("partners", "0001_initial"),
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = together([
        migrations.RunSQL(
            sql="CREATE SEQUENCE catalog_goods_number START 100001",
            reverse_sql="DROP SEQUENCE catalog_goods_number",
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
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["path"], name="catalog_category_path", opclasses=["varchar_pattern_ops"]
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("parent", "name_zh"), name="catalog_category_name_once", nulls_distinct=False
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="5a8cc4ab891de5d8ce5406a1c1d1ebaeccf0f787",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_b964d",
                            table="catalog_category",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WordList",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "submitted"),
                            ("returned", "returned"),
                            ("withdrawn", "withdrawn"),
                            ("standing", "standing"),
                            ("superseded", "superseded"),
                        ],
                        default=zhanggui.domain.catalog.states.ListState["SUBMITTED"],
                        max_length=12,
                    ),
                ),
                ("content", models.JSONField()),
                (
                    "reason",
                    models.CharField(help_text="what customers looked for and did not find", max_length=200),
                ),
                ("digest", models.CharField(max_length=64)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("submitted_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["submitted", "standing"])),
                        fields=("state",),
                        name="catalog_one_word_list",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="frozen_once_submitted",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_frozen_once_submitted('state', 'decided_at')",
                            func="",
                            hash="37ba3c496a5b5a86ec0d472c6c3488368ff4a5f1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_frozen_once_submitted_95843",
                            table="catalog_wordlist",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="c126a028b94411fb6573fd5da8070ce9243ae3b3",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_f8541",
                            table="catalog_wordlist",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupedWord",
            fields=[
                ("word", models.CharField(max_length=60, primary_key=True, serialize=False)),
                (
                    "others",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), help_text="what may stand for it", size=None
                    ),
                ),
                ("meant", models.CharField(blank=True, help_text="what it is a slip of", max_length=60)),
                (
                    "source",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.wordlist",
                    ),
                ),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="publishes_only_approved",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_publishes_only_approved('source_id', 'catalog_wordlist')",
                            func="",
                            hash="7ebc4f4f8dfb788bcca255f1899dca4620e045a2",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_publishes_only_approved_ad54d",
                            table="catalog_groupedword",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchTerm",
            fields=[
                ("term", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("goods", models.PositiveIntegerField()),
                ("pinyin", models.CharField(blank=True, max_length=200)),
                ("initials", models.CharField(blank=True, max_length=40)),
                (
                    "near",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        default=list,
                        help_text="its sound, each with one letter left out",
                        size=None,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["term"], name="catalog_term_begins", opclasses=["varchar_pattern_ops"]
                    ),
                    models.Index(
                        fields=["pinyin"], name="catalog_term_sounds", opclasses=["varchar_pattern_ops"]
                    ),
                    models.Index(
                        fields=["initials"], name="catalog_term_initials", opclasses=["varchar_pattern_ops"]
                    ),
                    django.contrib.postgres.indexes.GinIndex(fields=["near"], name="catalog_term_near"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FacetCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("category", models.CharField(help_text="code", max_length=32)),
                ("facet", models.TextField()),
                ("goods", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("category", "facet"), name="catalog_facet_counted_once")
                ],
            },
        ),
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
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goods",
                        to="partners.supplier",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goods",
                        to="catalog.category",
                    ),
                ),
                ("listed_at", models.DateTimeField(blank=True, help_text="when first published", null=True)),
                (
                    "papers_valid_to",
                    models.DateField(
                        blank=True,
                        help_text="last day on which every document behind the published version holds",
                        null=True,
                    ),
                ),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="publishes_only_approved",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_publishes_only_approved('published_version_id', 'catalog_goodsversion')",
                            func="",
                            hash="5d22c5d94f1b1c6126c6ec6e663669c6e0f94dc1",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_publishes_only_approved_4d503",
                            table="catalog_goods",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="7d7347335b11c2cca9e2db111cdb5ee205f2ca4d",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_2ed3b",
                            table="catalog_goods",
                            when="AFTER",
                        ),
                    ),
                ],
            },
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
                (
                    "goods",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="catalog.goods",
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
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "documents",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(),
                        blank=True,
                        default=list,
                        help_text="further ones",
                        size=None,
                    ),
                ),
                (
                    "attributes",
                    models.JSONField(blank=True, default=dict, help_text="what the category asks beyond"),
                ),
                (
                    "claims",
                    models.JSONField(
                        blank=True, default=list, help_text='[{"words", "evidence", "document"}]'
                    ),
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
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("goods", "number"), name="catalog_version_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    zhanggui.domain.catalog.states.VersionState["DRAFT"],
                                    zhanggui.domain.catalog.states.VersionState["SUBMITTED"],
                                ],
                            )
                        ),
                        fields=("goods",),
                        name="catalog_one_open_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("price_wish_fen__gt", 0), ("price_wish_fen__lte", 1000000000000)),
                        name="catalog_price_wish_is_an_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    zhanggui.domain.catalog.states.VersionState["DRAFT"],
                                    zhanggui.domain.catalog.states.VersionState["WITHDRAWN"],
                                ],
                            ),
                            models.Q(("digest", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="catalog_submitted_is_frozen",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="frozen_once_submitted",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_frozen_once_submitted('state', 'decided_at')",
                            func="",
                            hash="6f23d924eebdd7bfc5b43f5739b10776603c8886",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_frozen_once_submitted_b2369",
                            table="catalog_goodsversion",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="68ead2fc3454f5d524b1ae189231a0216476961b",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_0b714",
                            table="catalog_goodsversion",
                            when="AFTER",
                        ),
                    ),
                ],
            },
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
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pictures",
                        to="catalog.goodsversion",
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
                "indexes": [
                    models.Index(fields=["small"], name="catalog_picture_small"),
                    models.Index(fields=["large"], name="catalog_picture_large"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "position"), name="catalog_picture_position_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="c4c512917147b7322bfa19da9eaf605426f0ecef",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_616cd",
                            table="catalog_picture",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rendition",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="renditions",
                        to="catalog.picture",
                    ),
                ),
                ("width", models.PositiveSmallIntegerField()),
                ("name", models.CharField(help_text="where the storage of files keeps it", max_length=120)),
                ("size", models.PositiveIntegerField(help_text="bytes")),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("picture", "width"), name="catalog_rendition_of_a_width_once"
                    )
                ],
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
                (
                    "goods",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="skus", to="catalog.goods"
                    ),
                ),
                ("code", models.CharField(max_length=40, unique=True)),
                (
                    "name",
                    models.CharField(blank=True, help_text="what tells it from its sisters", max_length=120),
                ),
                ("spec", models.JSONField(default=dict)),
                ("position", models.PositiveSmallIntegerField(default=0)),
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
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="70f7e7f823813f4dec75f56174b6aa038e86e1f8",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_e2ab8",
                            table="catalog_sku",
                            when="AFTER",
                        ),
                    )
                ],
            },
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
                    "goods",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stops", to="catalog.goods"
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
                (
                    "stopped_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("stopped_at", models.DateTimeField()),
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
                        fields=("goods", "cause"),
                        name="catalog_one_stop_for_one_cause",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="a79b231efc7505d24a01179ad3afe54d78403c31",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_0f3a9",
                            table="catalog_stopsale",
                            when="AFTER",
                        ),
                    )
                ],
            },
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
                (
                    "names",
                    django.contrib.postgres.search.SearchVectorField(
                        help_text="name, brand, category, numbers"
                    ),
                ),
                (
                    "words",
                    django.contrib.postgres.search.SearchVectorField(
                        help_text="those and everything else that is said"
                    ),
                ),
                (
                    "said",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        default=list,
                        help_text="facets the version gives: c: b: o: a:",
                        size=None,
                    ),
                ),
                (
                    "facets",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        default=list,
                        help_text="those and the moment's: p: r: s air",
                        size=None,
                    ),
                ),
                ("listed_at", models.DateTimeField()),
                (
                    "shown_at",
                    models.DateTimeField(blank=True, help_text="since when it can be bought", null=True),
                ),
                ("price_fen", models.BigIntegerField(blank=True, null=True)),
                ("sold", models.PositiveIntegerField(default=0, help_text="purchases in thirty days")),
                (
                    "score",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="hundredths of a star, drawn to the mean"
                    ),
                ),
                ("standing", models.FloatField(default=0, help_text="the order of those that match alike")),
                ("air_standing", models.FloatField(default=0, help_text="the same, on air first")),
                ("stale_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["names"], name="catalog_search_names"),
                    django.contrib.postgres.indexes.GinIndex(fields=["words"], name="catalog_search_words"),
                    django.contrib.postgres.indexes.GinIndex(fields=["facets"], name="catalog_search_facets"),
                    models.Index(
                        condition=models.Q(("shown_at__isnull", False)),
                        fields=["-standing", "-goods"],
                        name="catalog_by_standing",
                    ),
                    models.Index(
                        condition=models.Q(("shown_at__isnull", False)),
                        fields=["-air_standing", "-goods"],
                        name="catalog_by_air_standing",
                    ),
                    models.Index(
                        condition=models.Q(("shown_at__isnull", False)),
                        fields=["-listed_at", "-goods"],
                        name="catalog_by_listed_at",
                    ),
                    models.Index(
                        condition=models.Q(("shown_at__isnull", False)),
                        fields=["-sold", "-goods"],
                        name="catalog_by_sold",
                    ),
                    models.Index(
                        condition=models.Q(("shown_at__isnull", False)),
                        fields=["-score", "-goods"],
                        name="catalog_by_score",
                    ),
                    models.Index(
                        condition=models.Q(("shown_at__isnull", False)),
                        fields=["price_fen", "goods"],
                        name="catalog_by_price",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="Goods",
            name="published_version",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalog.goodsversion",
            ),
        ),
        migrations.AddIndex(
            model_name="Goods",
            index=models.Index(
                condition=models.Q(("published_version__isnull", False)),
                fields=["-listed_at", "-id"],
                name="catalog_goods_listed",
            ),
        ),
        migrations.AddIndex(
            model_name="Goods",
            index=models.Index(
                condition=models.Q(("published_version__isnull", False)),
                fields=["category", "-listed_at", "-id"],
                name="catalog_goods_by_category",
            ),
        ),
    ])
