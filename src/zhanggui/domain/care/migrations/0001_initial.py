import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import zhanggui.domain.care.states
import zhanggui.kernel.ids
import zhanggui.schema.encrypted
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("catalog", "0001_initial"),
        ("documents", "0001_initial"),
        ("identity", "0002_house_accounts"),
        ("sales", "0001_initial"),
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = together([
        migrations.CreateModel(
            name="Call",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        help_text="the telephone system's name for it", max_length=80, unique=True
                    ),
                ),
                ("caller", zhanggui.schema.encrypted.EncryptedTextField(blank=True, null=True)),
                ("caller_hash", models.CharField(blank=True, max_length=64)),
                ("line", models.CharField(blank=True, help_text="the number that was called", max_length=24)),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("talking", "talking"),
                            ("ended", "ended"),
                            ("abandoned", "abandoned"),
                        ],
                        max_length=12,
                    ),
                ),
                ("arrived_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered_calls",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recording",
                    models.CharField(blank=True, help_text="where the recording is kept", max_length=200),
                ),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["arrived_at"],
                        name="care_calls_waiting",
                    ),
                    models.Index(fields=["-arrived_at"], name="care_call_latest"),
                    models.Index(fields=["customer", "-arrived_at"], name="care_call_of_customer"),
                    models.Index(fields=["caller_hash", "-arrived_at"], name="care_call_from"),
                    models.Index(fields=["agent", "-arrived_at"], name="care_call_by_agent"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at", None),
                            ("answered_at__gte", models.F("arrived_at")),
                            _connector="OR",
                        ),
                        name="care_call_answered_after_it_came",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('caller', '')",
                            func="",
                            hash="ec15ab95c1e44e898d62cfb46b5ff3d4e44760ff",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_2b22c",
                            table="care_call",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CallEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="care.call"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="the telephone system's name for it", max_length=80, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("incoming", "incoming"),
                            ("answered", "answered"),
                            ("ended", "ended"),
                            ("recorded", "recorded"),
                        ],
                        max_length=12,
                    ),
                ),
                ("happened_at", models.DateTimeField()),
                ("heard_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="78c8cda8688bed93962d52ddc909de5b9a97744f",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_d0123",
                            table="care_callevent",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="47434436f25c6e7f7e962366a17231adde3765ab",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_26ccc",
                            table="care_callevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CallFruit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="fruits", to="care.call"
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("order", "order"),
                            ("complaint", "complaint"),
                            ("question", "question"),
                            ("call_back", "call_back"),
                            ("waiting_list", "waiting_list"),
                        ],
                        max_length=12,
                    ),
                ),
                ("subject_id", models.UUIDField(unique=True)),
                ("number", models.CharField(blank=True, max_length=40)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("result", "order")),
                        fields=["by", "at"],
                        name="care_orders_by_agent",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="4afd9193b92fcaae1f475f1dee53e6c053dbcd43",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_3541a",
                            table="care_callfruit",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="fe0a6fb7dd074d3eea1146c44c36acb17c30e882",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d1df7",
                            table="care_callfruit",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CallBack",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "reason",
                    models.CharField(choices=[("asked", "asked"), ("missed", "missed")], max_length=8),
                ),
                ("number", zhanggui.schema.encrypted.EncryptedTextField()),
                ("number_hash", models.CharField(max_length=64)),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="call_backs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="call_backs",
                        to="care.call",
                    ),
                ),
                ("matter", models.CharField(blank=True, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("taken", "taken"),
                            ("reached", "reached"),
                            ("given_up", "given_up"),
                        ],
                        default=zhanggui.domain.care.states.CallBackState["OPEN"],
                        max_length=8,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("not_before", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "agent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=400)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["due_at"], name="care_call_backs_due"
                    ),
                    models.Index(fields=["-asked_at"], name="care_call_back_latest"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("number_hash",),
                        name="care_one_call_back_at_a_time",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('number', '')",
                            func="",
                            hash="438a22aa36f4175b4a9694023ab223df205dd882",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_862fd",
                            table="care_callback",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s", to="cases.case"
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("caller", zhanggui.schema.encrypted.EncryptedTextField(null=True)),
                (
                    "channel",
                    models.CharField(
                        choices=[("web", "web"), ("phone", "phone"), ("mail", "mail"), ("rating", "rating")],
                        max_length=8,
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="sales.order",
                    ),
                ),
                (
                    "goods",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="catalog.goods",
                    ),
                ),
                ("text", models.TextField()),
                ("received_at", models.DateTimeField()),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("goods", "goods"),
                            ("delivery", "delivery"),
                            ("price", "price"),
                            ("advertising", "advertising"),
                            ("service", "service"),
                            ("return", "return"),
                            ("privacy", "privacy"),
                            ("other", "other"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "grounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("injury", "injury"),
                                ("food_safety", "food_safety"),
                                ("media", "media"),
                                ("minor_or_elderly", "minor_or_elderly"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="sales.orderline",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-received_at"], name="care_complaint_latest"),
                    models.Index(fields=["goods", "received_at"], name="care_complaint_of_goods"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('caller', '')",
                            func="",
                            hash="a469073f26ed635b2415f2f1cfa2c43910ceb6c8",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_06622",
                            table="care_complaint",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="1d9d01e449b8fe5f15e01d984cd9f8dc312e2e0b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3e885",
                            table="care_complaint",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s", to="cases.case"
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("caller", zhanggui.schema.encrypted.EncryptedTextField(null=True)),
                (
                    "channel",
                    models.CharField(
                        choices=[("web", "web"), ("phone", "phone"), ("mail", "mail"), ("rating", "rating")],
                        max_length=8,
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="sales.order",
                    ),
                ),
                (
                    "goods",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="catalog.goods",
                    ),
                ),
                ("text", models.TextField()),
                ("received_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["-received_at"], name="care_consultation_latest")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('caller', '')",
                            func="",
                            hash="f539155ff37f90451f1afacdee6c97323f8efc99",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_4cdf7",
                            table="care_consultation",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="e390ea317ba0086b65a3ad0397355a5d582cb1fb",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cb181",
                            table="care_consultation",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="ratings", to="sales.order"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="sales.orderline",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("score", models.PositiveSmallIntegerField()),
                ("text", models.TextField(blank=True)),
                ("rated_at", models.DateTimeField()),
                ("delivered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["-rated_at"], name="care_rating_latest")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("order", "line", "number"), name="care_rating_numbered", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 1), ("score__lte", 5)),
                        name="care_rating_one_to_five",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="18eeae743d2432d3eaa0b84d5033d6de6fd096a1",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_f4ff8",
                            table="care_rating",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="399166223938df9da1e47ccabff5f2250fb9c887",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cd204",
                            table="care_rating",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GoodsRating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rating",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="about", to="care.rating"
                    ),
                ),
                (
                    "goods",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ratings",
                        to="catalog.goods",
                    ),
                ),
                ("rated_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["goods", "-rated_at", "-rating"], name="care_ratings_of_goods")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("rating", "goods"), name="care_rating_about_goods_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="GoodsScore",
            fields=[
                (
                    "goods",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="rated",
                        serialize=False,
                        to="catalog.goods",
                    ),
                ),
                ("ratings", models.PositiveIntegerField()),
                ("stars", models.PositiveIntegerField(help_text="the sum of all scores")),
                (
                    "tally",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(),
                        help_text="how many gave one star, two, …",
                        size=5,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stars__gte", models.F("ratings")),
                            (
                                "stars__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("ratings"), "*", models.Value(5)
                                ),
                            ),
                        ),
                        name="care_goods_score_one_to_five",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RatingPicture",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "rating",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pictures", to="care.rating"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "small",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                    ),
                ),
                (
                    "large",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rating", "position"), name="care_rating_picture_position"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="addd851d2cedfcd46da81411cae5d9c1ba722b88",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_04df2",
                            table="care_ratingpicture",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="6f431c94c9212259577e53c461ee40fc65dfc2e4",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1ba47",
                            table="care_ratingpicture",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RatingReply",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "rating",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reply", to="care.rating"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.organisation",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("text", models.CharField(max_length=500)),
                ("replied_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="2d26eab232424a372d8006747182404f11f0ec2a",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_78df7",
                            table="care_ratingreply",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="64b6a062e65d563c195ff9237e4c89222869e1eb",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e5359",
                            table="care_ratingreply",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GoodsQuestion",
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
                        related_name="questions",
                        to="catalog.goods",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("text", models.CharField(max_length=300)),
                ("asked_at", models.DateTimeField()),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, help_text="when it was first answered", null=True),
                ),
            ],
            options={
                "verbose_name": "goods question",
                "indexes": [
                    models.Index(fields=["goods", "-answered_at"], name="care_questions_of_goods"),
                    models.Index(
                        condition=models.Q(("answered_at", None)),
                        fields=["asked_at"],
                        name="care_questions_unanswered",
                    ),
                    models.Index(fields=["account", "-asked_at"], name="care_questions_of_account"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="97951cfe2559f34a8cc9bacb01876751ba0e8de2",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_15a58",
                            table="care_goodsquestion",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GoodsAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="care.goodsquestion",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.organisation",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("text", models.CharField(max_length=500)),
                ("answered_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["answered_at"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="fad82734fafba9f688dfa23c46989bdb600e1183",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_e43a2",
                            table="care_goodsanswer",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="027bc493812caeb325ed0602c0e3e88a519c8603",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7ca3b",
                            table="care_goodsanswer",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionTakedown",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "question",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="takedown",
                        to="care.goodsquestion",
                    ),
                ),
                ("reason", models.CharField(max_length=400)),
                (
                    "taken_down_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("taken_down_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="ecfa55be412efad46cfa63979a96eef84bad69ea",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_1433f",
                            table="care_questiontakedown",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="ccc1cc61effb462029ca1aa6c91e92bbc1f27cbc",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_56bf6",
                            table="care_questiontakedown",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FoldingProposal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "rating",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="folding_proposals",
                        to="care.rating",
                    ),
                ),
                ("legal_basis", models.CharField(max_length=200)),
                ("reason", models.CharField(max_length=400)),
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
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="48b249a08b4e3fe99f62775d1d03479e31af9885",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_82d89",
                            table="care_foldingproposal",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="f53f81009c653eda1c03dffc37914e87db6e9b4e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d944e",
                            table="care_foldingproposal",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Folding",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "rating",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="folding", to="care.rating"
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="folding",
                        to="care.foldingproposal",
                    ),
                ),
                ("legal_basis", models.CharField(max_length=200)),
                ("reason", models.CharField(max_length=400)),
                (
                    "folded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("folded_at", models.DateTimeField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="b264c7cbd7efe99d8f888a200527bb6a9b80c989",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_ddef7",
                            table="care_folding",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="985039144368ac66e689f1812a3fb27091cd94b8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a294c",
                            table="care_folding",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Survey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("subject_type", models.CharField(max_length=64)),
                ("subject_id", models.UUIDField(unique=True)),
                ("title", models.CharField(max_length=200)),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="surveys",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "method",
                    models.CharField(
                        blank=True, choices=[("online", "online"), ("phone", "phone")], max_length=8
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("service_score", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("goods_score", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("price_score", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("comment", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at", None),
                                ("goods_score", None),
                                ("price_score", None),
                                ("service_score", None),
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("service_score__gte", 1),
                                ("service_score__lte", 5),
                            ),
                            _connector="OR",
                        ),
                        name="care_survey_answered_with_a_score",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("goods_score", None),
                                models.Q(("goods_score__gte", 1), ("goods_score__lte", 5)),
                                _connector="OR",
                            ),
                            models.Q(
                                ("price_score", None),
                                models.Q(("price_score__gte", 1), ("price_score__lte", 5)),
                                _connector="OR",
                            ),
                        ),
                        name="care_survey_one_to_five",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="9c13010a026faf5bf96b03b9361be34e644c8459",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_1d60a",
                            table="care_survey",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="answer_stays",
                        sql=zhanggui.schema.triggers.CallSql(
                            condition='WHEN (OLD."answered_at" IS NOT NULL)',
                            execute="house_refuse_change()",
                            func="",
                            hash="5c4debe49a2c818d40b7252c78b1c6f398f09a4b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_answer_stays_db1fe",
                            table="care_survey",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SatisfactionResult",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("asked", models.PositiveIntegerField()),
                ("answered", models.PositiveIntegerField()),
                ("figures", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("published_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("since", "until"), name="care_result_of_a_period_once"),
                    models.CheckConstraint(
                        condition=models.Q(("answered__lte", models.F("asked"))), name="care_result_counts"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="2651fa7bb7fcf8a202f39fb4e4428bb821f3d227",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_49869",
                            table="care_satisfactionresult",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="4cd7eef4380900d4017b831599e254a06d8802c7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d1311",
                            table="care_satisfactionresult",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
    ])
