import django.db.models.deletion
import pgtrigger.compiler
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("catalog", "0001_initial"),
        ("identity", "0002_house_accounts"),
        ("sales", "0001_initial"),
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = together([
        migrations.CreateModel(
            name="PointsGrant",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="points_grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="points_grant",
                        to="sales.order",
                    ),
                ),
                ("order_number", models.CharField(max_length=24)),
                ("paid_fen", models.BigIntegerField()),
                ("returned_fen", models.BigIntegerField(default=0)),
                ("percent", models.PositiveSmallIntegerField()),
                ("points", models.BigIntegerField()),
                ("earned_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("swept_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["account", "earned_at"], name="members_grant_of_account"),
                    models.Index(
                        condition=models.Q(("swept_at", None)),
                        fields=["expires_at"],
                        name="members_grant_to_sweep",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("paid_fen__gte", 0),
                            ("points__gte", 0),
                            ("returned_fen__gte", 0),
                            ("returned_fen__lte", models.F("paid_fen")),
                        ),
                        name="members_grant_amounts",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="1d3dd8be3667b71b1b643cdab2145685bba2ff42",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_76a91",
                            table="members_pointsgrant",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Favourite",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="favourites",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.sku"
                    ),
                ),
                ("price_fen", models.BigIntegerField(blank=True, null=True)),
                ("kept_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["account", "-kept_at"], name="members_favourites_latest")],
                "constraints": [
                    models.UniqueConstraint(fields=("account", "sku"), name="members_favourite_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Seen",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seen_goods",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "goods",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.goods"
                    ),
                ),
                ("seen_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["account", "-seen_at"], name="members_seen_latest")],
                "constraints": [
                    models.UniqueConstraint(fields=("account", "goods"), name="members_seen_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Watch",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="watches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.sku"
                    ),
                ),
                ("kind", models.CharField(choices=[("stock", "Stock"), ("price", "Price")], max_length=8)),
                ("price_fen", models.BigIntegerField(blank=True, null=True)),
                ("wished_at", models.DateTimeField()),
                ("served_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "watches",
                "indexes": [
                    models.Index(
                        condition=models.Q(("served_at", None), ("withdrawn_at", None)),
                        fields=["sku", "wished_at"],
                        name="members_watches_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("served_at", None), ("withdrawn_at", None)),
                        fields=("account", "sku", "kind"),
                        name="members_watch_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "stock"), ("price_fen__gt", 0), _connector="OR"),
                        name="members_watch_has_its_price",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrivacyRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="privacy_requests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("kind", models.CharField(choices=[("copy", "Copy"), ("closure", "Closure")], max_length=8)),
                (
                    "case",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="privacy_request",
                        to="cases.case",
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["-asked_at"], name="members_privacy_latest")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at", None), ("kind", "closure")),
                        fields=("account",),
                        name="members_one_closure_at_a_time",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="132c474cbdb69d5097c3f75b2defc26197ca6cbb",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_5a59e",
                            table="members_privacyrequest",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
    ])
