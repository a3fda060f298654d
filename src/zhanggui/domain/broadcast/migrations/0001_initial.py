import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import zhanggui.domain.broadcast.states
import zhanggui.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("schema", "0002_functions"),
        ("approvals", "0001_initial"),
        ("trail", "0001_initial"),
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
            ],
            options={
                "ordering": ["slot", "position"],
            },
        ),
        migrations.RunSQL(
            "CREATE SEQUENCE broadcast_slot_number START 1",
            "DROP SEQUENCE broadcast_slot_number",
        ),
    ]
