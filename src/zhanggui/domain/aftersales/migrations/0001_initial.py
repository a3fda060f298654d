import django.db.models.deletion
import pgtrigger.compiler
import zhanggui.domain.aftersales.states
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0002_house_accounts"),
        ("inventory", "0001_initial"),
        ("sales", "0001_initial"),
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = [
        migrations.CreateModel(
            name="Return",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=24, unique=True)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="returns", to="sales.order"
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("no_reason", "no_reason"), ("quality", "quality")], max_length=12
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=400)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "requested"),
                            ("approved", "approved"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                            ("sent", "sent"),
                            ("received", "received"),
                            ("inspected", "inspected"),
                            ("finished", "finished"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "freight_bearer",
                    models.CharField(choices=[("customer", "customer"), ("house", "house")], max_length=8),
                ),
                ("request_key", models.CharField(max_length=80, unique=True)),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("requested_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "refusal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("out_of_time", "out_of_time"),
                            ("excluded_by_law", "excluded_by_law"),
                            ("exclusion_confirmed", "exclusion_confirmed"),
                            ("not_intact", "not_intact"),
                            ("no_defect", "no_defect"),
                            ("other_goods", "other_goods"),
                        ],
                        max_length=24,
                    ),
                ),
                ("decision_note", models.CharField(blank=True, max_length=400)),
                ("return_address", models.CharField(blank=True, max_length=200)),
                (
                    "way_back",
                    models.CharField(
                        blank=True,
                        choices=[("shipped", "shipped"), ("picked_up", "picked_up")],
                        max_length=12,
                    ),
                ),
                ("carrier", models.CharField(blank=True, max_length=60)),
                ("tracking", models.CharField(blank=True, max_length=60)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "warehouse",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.warehouse",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("received_at", models.DateTimeField(blank=True, null=True)),
                ("refund_by", models.DateTimeField(blank=True, null=True)),
                (
                    "inspected_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("inspected_at", models.DateTimeField(blank=True, null=True)),
                ("refund_fen", models.BigIntegerField(default=0)),
                (
                    "gift_charges",
                    models.JSONField(
                        blank=True, db_default=models.Value({}, models.JSONField()), default=dict
                    ),
                ),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "requested_at"], name="aftersales_return_desk"),
                    models.Index(fields=["customer", "-requested_at"], name="aftersales_return_of_customer"),
                    models.Index(
                        condition=models.Q(("finished_at__isnull", False)),
                        fields=["finished_at"],
                        name="aftersales_return_finished",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", zhanggui.domain.aftersales.states.ReturnState["REFUSED"]),
                                _negated=True,
                            ),
                            models.Q(("refusal", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="aftersales_refused_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("received_at", None), ("refund_by", None), ("warehouse", None)),
                            models.Q(
                                ("received_at__isnull", False),
                                ("refund_by__isnull", False),
                                ("warehouse__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="aftersales_received_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", zhanggui.domain.aftersales.states.ReturnState["FINISHED"]),
                                ("finished_at__isnull", False),
                            ),
                            models.Q(
                                models.Q(
                                    ("state", zhanggui.domain.aftersales.states.ReturnState["FINISHED"]),
                                    _negated=True,
                                ),
                                ("finished_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="aftersales_finished_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("refund_fen__gte", 0)), name="aftersales_refund_not_negative"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="kept",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="3e0ae229f0e686cda3459a292f6457e5ed022ebf",
                            operation="DELETE",
                            pgid="pgtrigger_kept_7cfd8",
                            table="aftersales_return",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="051d8cd03d80904219ac3bfdbe1fa426a29962f3",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_8ac7f",
                            table="aftersales_return",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "goods_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="aftersales.return",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returned_in",
                        to="sales.orderline",
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ["goods_return", "line__position"],
                "constraints": [
                    models.UniqueConstraint(fields=("goods_return", "line"), name="aftersales_line_once"),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="aftersales_line_quantity"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="55f309ec0ae9d495a8a311a07f946330e2cb7979",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_03f56",
                            table="aftersales_returnline",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="8163c0b10aab0b80e8fa12b877bda6886e288fef",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_00c48",
                            table="aftersales_returnline",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="aftersales.returnline",
                    ),
                ),
                (
                    "disposition",
                    models.CharField(
                        choices=[
                            ("restock", "restock"),
                            ("scrap", "scrap"),
                            ("supplier", "supplier"),
                            ("sent_back", "sent_back"),
                        ],
                        max_length=12,
                    ),
                ),
                ("pieces", models.PositiveIntegerField()),
                ("note", models.CharField(blank=True, max_length=400)),
                ("refund_fen", models.BigIntegerField()),
                ("discount_fen", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("line", "disposition"), name="aftersales_finding_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("discount_fen__gte", 0), ("pieces__gt", 0), ("refund_fen__gte", 0)
                        ),
                        name="aftersales_finding_amounts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("disposition", zhanggui.domain.aftersales.states.Disposition["SENT_BACK"]),
                                _negated=True,
                            ),
                            models.Q(("refund_fen", 0), models.Q(("note", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="aftersales_sent_back_says_why",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="5cd1edd3b7008ad98a02dc22d22c088c4ad4200e",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_827d2",
                            table="aftersales_finding",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="ac79924827c1ced8695148df58213b48a2002308",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_fbd0e",
                            table="aftersales_finding",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnAlarm",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "goods_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alarms",
                        to="aftersales.return",
                    ),
                ),
                (
                    "alarm",
                    models.CharField(
                        choices=[
                            ("handling_slow", "handling_slow"),
                            ("handling_breach", "handling_breach"),
                            ("refund_late", "refund_late"),
                            ("refund_slow", "refund_slow"),
                            ("refund_breach", "refund_breach"),
                        ],
                        max_length=16,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("noticed_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("goods_return", "alarm"), name="aftersales_alarm_once"),
                    models.CheckConstraint(
                        condition=models.Q(("noticed_at__gt", models.F("due_at"))),
                        name="aftersales_alarm_after_its_time",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="dfb779107dbcec8a8740d13d460319491e80b646",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_40fca",
                            table="aftersales_returnalarm",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="ef98702fe8f18ed8f24d7ab77a853d6d62a68e72",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0820a",
                            table="aftersales_returnalarm",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
    ]
