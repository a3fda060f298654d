import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import zhanggui.domain.pricing.states
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("approvals", "0001_initial"),
        ("catalog", "0001_initial"),
        ("identity", "0002_house_accounts"),
        ("promotions", "0001_initial"),
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = together([
        migrations.RunSQL(
            sql="CREATE SEQUENCE pricing_change_number START 1",
            reverse_sql="DROP SEQUENCE pricing_change_number",
        ),
        migrations.CreateModel(
            name="MarketResearch",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
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
                (
                    "covers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), help_text="the SKUs it was made for", size=None
                    ),
                ),
                ("researched_on", models.DateField()),
                (
                    "offers",
                    models.JSONField(
                        help_text='[{"seller", "goods", "price_fen", "where", "seen_on"}] of competitors'
                    ),
                ),
                ("demand", models.TextField()),
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
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="12dc3baaba3f8dfb51713afb0ec43a1b972aeacf",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_2921a",
                            table="pricing_marketresearch",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="87b6d377590c58a2b7aad820ad1999288af98540",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_00ac0",
                            table="pricing_marketresearch",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
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
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                (
                    "research",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="pricing.marketresearch",
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
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
                        condition=models.Q(
                            ("ends_at", None), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                        ),
                        name="pricing_change_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", zhanggui.domain.pricing.states.PriceKind["NORMAL"]),
                            ("ends_at__isnull", False),
                            _connector="OR",
                        ),
                        name="pricing_only_a_normal_price_is_open_ended",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="frozen_once_submitted",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_frozen_once_submitted('state', 'decided_at')",
                            func="",
                            hash="ac704e2cdeff9f33b580a55e273f5b9697bbef09",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_frozen_once_submitted_93fa3",
                            table="pricing_pricechange",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="a15089741f14e3299e4597a1ce6afea54f5a6158",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_fe64b",
                            table="pricing_pricechange",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriceLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="pricing.pricechange",
                    ),
                ),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.sku"
                    ),
                ),
                ("amount_fen", models.BigIntegerField()),
                (
                    "normal_fen",
                    models.BigIntegerField(
                        blank=True,
                        help_text="the lowest normal price in the period, when it was proposed",
                        null=True,
                    ),
                ),
                (
                    "reference_fen",
                    models.BigIntegerField(
                        blank=True,
                        help_text="the price it is compared with on screen, if any (PX-04)",
                        null=True,
                    ),
                ),
                ("cost_fen", models.BigIntegerField(blank=True, null=True)),
                (
                    "floor_fen",
                    models.BigIntegerField(
                        blank=True,
                        help_text="the least a piece may come to after every discount; else its cost",
                        null=True,
                    ),
                ),
                ("basis", models.JSONField(default=dict, help_text="how every compared number was found")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0), ("amount_fen__lte", 1000000000000)),
                        name="pricing_line_is_an_amount",
                    ),
                    models.UniqueConstraint(fields=("change", "sku"), name="pricing_sku_once_in_a_change"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reference_fen", None),
                            ("reference_fen__gt", models.F("amount_fen")),
                            _connector="OR",
                        ),
                        name="pricing_reference_is_above_the_price",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="e4b04def867cf4cd22140e50efa1ef0e94c68297",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_59ea2",
                            table="pricing_priceline",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="9801d5564f0a086846e11fc5b4d8c7f45a2ae25d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1f15e",
                            table="pricing_priceline",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
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
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prices",
                        to="pricing.pricechange",
                    ),
                ),
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="price",
                        to="pricing.priceline",
                    ),
                ),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="prices", to="catalog.sku"
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
                (
                    "floor_fen",
                    models.BigIntegerField(
                        db_default=0,
                        default=0,
                        help_text="the least a piece may come to after every discount",
                    ),
                ),
                (
                    "reference_fen",
                    models.BigIntegerField(
                        blank=True,
                        help_text="the struck-out price that is shown; none before it is settled",
                        null=True,
                    ),
                ),
                (
                    "reference_settled_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="when the approved reference met the trades up to the start",
                        null=True,
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("published_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0), ("amount_fen__lte", 1000000000000)),
                        name="pricing_price_is_an_amount",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
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
                    django.contrib.postgres.constraints.ExclusionConstraint(
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
                    django.contrib.postgres.constraints.ExclusionConstraint(
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
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="publishes_only_approved",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_publishes_only_approved('change_id', 'pricing_pricechange')",
                            func="",
                            hash="18e61fd0aca596f3df45d2dcbda9bf20c3a8dcd0",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_publishes_only_approved_17caf",
                            table="pricing_price",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="below_normal",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            func="\n            IF EXISTS (\n                SELECT 1 FROM pricing_price special\n                 WHERE special.sku_id = NEW.sku_id AND special.kind <> 'normal'\n                   AND special.period && NEW.period\n                   AND (NOT special.period <@ coalesce(\n                            (SELECT range_agg(normal.period) FROM pricing_price normal\n                              WHERE normal.sku_id = NEW.sku_id AND normal.kind = 'normal'),\n                            '{}'::tstzmultirange)\n                        OR EXISTS (\n                            SELECT 1 FROM pricing_price normal\n                             WHERE normal.sku_id = NEW.sku_id AND normal.kind = 'normal'\n                               AND normal.period && special.period\n                               AND normal.amount_fen <= special.amount_fen))\n            ) THEN\n                RAISE EXCEPTION 'a lower price must be below the normal price in its whole period'\n                    USING ERRCODE = '23514', CONSTRAINT = 'pricing_below_normal';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="25dafaa1521895f9dd5fbb32797b24c5ddaf9d86",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_below_normal_75135",
                            table="pricing_price",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="fdba24bc0a89055e46be52ec7dc286df68344b01",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_144ea",
                            table="pricing_price",
                            when="AFTER",
                        ),
                    ),
                ],
            },
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
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.sku"
                    ),
                ),
                ("order_line_id", models.UUIDField(unique=True)),
                ("channel", models.CharField(max_length=16)),
                ("amount_fen", models.BigIntegerField()),
                ("traded_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["sku", "channel", "-traded_at"], name="pricing_traded_lately")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0), ("amount_fen__lte", 1000000000000)),
                        name="pricing_traded_price_is_an_amount",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="2eeeafb457d21dbd7b050dda44ddbbf8e220778c",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_1a42d",
                            table="pricing_tradedprice",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="3a9d0f42a3c1db34d500b255a8e1ab913c3b6a26",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2aba5",
                            table="pricing_tradedprice",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriceViolation",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="price_violations",
                        to="catalog.goods",
                    ),
                ),
                (
                    "price",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="violations",
                        to="pricing.price",
                    ),
                ),
                (
                    "promotion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="violations",
                        to="promotions.promotion",
                    ),
                ),
                (
                    "found_key",
                    models.CharField(
                        blank=True,
                        help_text="what the nightly check found, once",
                        max_length=120,
                        null=True,
                        unique=True,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("false_reduction", "false_reduction"),
                            ("false_reference", "false_reference"),
                            ("overcharge", "overcharge"),
                            ("bait", "bait"),
                            ("unmarked", "unmarked"),
                            ("promise_refused", "promise_refused"),
                        ],
                        max_length=20,
                    ),
                ),
                ("gravity", models.CharField(choices=[("minor", "minor"), ("major", "major")], max_length=8)),
                ("what", models.TextField(help_text="the facts: where, when, which prices")),
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
                (
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reported_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("goods__isnull", False), ("promotion__isnull", False), _connector="OR"
                        ),
                        name="pricing_violation_is_about_something",
                    )
                ],
                "triggers": [
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="20b0ef007168574ff5d3def0e3866759eea7ba9d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d7058",
                            table="pricing_priceviolation",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="301bb61d0d09ee4becf7147f7c3721ba2b080baf",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_9f7ee",
                            table="pricing_priceviolation",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriceWatch",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("prices", models.PositiveIntegerField(help_text="special prices that held lately")),
                ("promotions", models.PositiveIntegerField()),
                ("lines", models.PositiveIntegerField(help_text="order lines of the last two days")),
                ("found", models.PositiveIntegerField(help_text="breaches that were not known before")),
                ("watched_at", models.DateTimeField(unique=True)),
            ],
            options={
                "triggers": [
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="10bea5cb9f61fbcbe72a0660ceec399a391b07a1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_806e1",
                            table="pricing_pricewatch",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="15bf88d8011ec3be52ac7c6ddb857c5ec43abb9b",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_2924e",
                            table="pricing_pricewatch",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
    ])
