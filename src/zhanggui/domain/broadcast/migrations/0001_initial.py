import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import zhanggui.domain.broadcast.states
import zhanggui.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("schema", "0001_types"),
        ("catalog", "0002_initial"),
        ("pricing", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Channel",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=16, unique=True)),
                ("name", models.CharField(max_length=60)),
                (
                    "channel_class",
                    models.CharField(
                        choices=[
                            ("shopping", "shopping"),
                            ("satellite", "satellite"),
                            ("general", "general"),
                            ("news", "news"),
                            ("education", "education"),
                            ("children", "children"),
                            ("online", "online"),
                        ],
                        max_length=12,
                    ),
                ),
                ("licence_number", models.CharField(max_length=60)),
                ("licensed_from", models.DateField()),
                ("licensed_to", models.DateField()),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=16, unique=True)),
                ("title", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[("home_shopping", "home_shopping"), ("short", "short")], max_length=16
                    ),
                ),
                ("synopsis", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("host", models.CharField(max_length=60)),
                (
                    "script",
                    models.TextField(
                        help_text="what is said and shown; reviewed before every airing (TV-09)"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("submitted", "submitted"),
                            ("ready", "ready"),
                            ("on_air", "on_air"),
                            ("ended", "ended"),
                            ("cancelled", "cancelled"),
                        ],
                        default=zhanggui.domain.broadcast.states.SlotState["PLANNED"],
                        max_length=12,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("end_reason", models.CharField(blank=True, max_length=200)),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="broadcast.channel",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="broadcast.programme",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SlotPlan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("submitted_at", models.DateTimeField()),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="broadcast.slot"
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="slot",
            name="approved_plan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="broadcast.slotplan",
            ),
        ),
        migrations.CreateModel(
            name="SlotGoods",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("item_number", models.CharField(max_length=6)),
                ("quota", models.PositiveIntegerField()),
                ("number_released_at", models.DateTimeField(blank=True, null=True)),
                ("off_air_at", models.DateTimeField(blank=True, null=True)),
                ("off_air_reason", models.CharField(blank=True, max_length=200)),
                (
                    "off_air_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "price",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pricing.price"
                    ),
                ),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.sku"
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="goods", to="broadcast.slot"
                    ),
                ),
            ],
            options={
                "ordering": ["slot", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("slot", "sku"), name="broadcast_sku_once_in_a_slot"),
                    models.UniqueConstraint(
                        condition=models.Q(("number_released_at", None)),
                        fields=("item_number",),
                        name="broadcast_item_number_is_free",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quota__gt", 0)), name="broadcast_quota_is_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("item_number__regex", "^[0-9]{3,6}$")),
                        name="broadcast_item_number_is_short",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="slotplan",
            constraint=models.UniqueConstraint(fields=("slot", "number"), name="broadcast_plan_number_once"),
        ),
        migrations.AddIndex(
            model_name="slot",
            index=models.Index(
                condition=models.Q(("state__in", ["ready", "on_air"])),
                fields=["state"],
                name="broadcast_slots_that_sell",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("state", "cancelled"), _negated=True),
                expressions=[
                    (
                        models.Func(
                            models.F("channel"), models.F("channel"), models.Value("[]"), function="uuidrange"
                        ),
                        "=",
                    ),
                    ("period", "&&"),
                ],
                name="broadcast_one_slot_at_a_time",
            ),
        ),
    ]
