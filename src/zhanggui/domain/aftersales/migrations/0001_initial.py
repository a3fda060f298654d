import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import zhanggui.domain.aftersales.states
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalog", "0001_initial"),
        ("documents", "0001_initial"),
        ("identity", "0002_house_accounts"),
        ("inventory", "0001_initial"),
        ("partners", "0001_initial"),
        ("pricing", "0001_initial"),
        ("sales", "0001_initial"),
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = together([
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
                    "remedy",
                    models.CharField(
                        choices=[
                            ("return", "return"),
                            ("refund_only", "refund_only"),
                            ("exchange", "exchange"),
                            ("repair", "repair"),
                        ],
                        db_default=models.Value("return"),
                        default=zhanggui.domain.aftersales.states.Remedy["RETURN"],
                        max_length=12,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("no_reason", "no_reason"), ("quality", "quality")], max_length=12
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("changed_mind", "changed_mind"),
                            ("does_not_fit", "does_not_fit"),
                            ("not_as_described", "not_as_described"),
                            ("defective", "defective"),
                            ("damaged", "damaged"),
                            ("wrong_goods", "wrong_goods"),
                            ("incomplete", "incomplete"),
                            ("not_received", "not_received"),
                            ("too_late", "too_late"),
                        ],
                        db_default=models.Value(""),
                        max_length=20,
                    ),
                ),
                ("asked_fen", models.BigIntegerField(blank=True, null=True)),
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
                            ("repairing", "repairing"),
                            ("repaired", "repaired"),
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
                            ("signed_for", "signed_for"),
                            ("sold_out", "sold_out"),
                            ("no_guarantee", "no_guarantee"),
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
                ("pickup_from", models.DateTimeField(blank=True, null=True)),
                ("pickup_until", models.DateTimeField(blank=True, null=True)),
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
                            models.Q(
                                ("received_at__isnull", False),
                                ("remedy", zhanggui.domain.aftersales.states.Remedy["REPAIR"]),
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("pickup_from", None), ("pickup_until", None)),
                            ("pickup_until__gt", models.F("pickup_from")),
                            _connector="OR",
                        ),
                        name="aftersales_pickup_span",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked_fen", None),
                            models.Q(
                                ("asked_fen__gt", 0),
                                ("remedy", zhanggui.domain.aftersales.states.Remedy["REFUND_ONLY"]),
                            ),
                            _connector="OR",
                        ),
                        name="aftersales_asked_for_money",
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
                            ("repair_slow", "repair_slow"),
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
        migrations.CreateModel(
            name="Exchange",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "goods_return",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exchange",
                        to="aftersales.return",
                    ),
                ),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.sku"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.goodsversion",
                    ),
                ),
                (
                    "price",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pricing.price"
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.supplier"
                    ),
                ),
                ("name", models.CharField(max_length=250)),
                ("pieces", models.PositiveIntegerField()),
                ("unit_fen", models.BigIntegerField()),
                ("credit_fen", models.BigIntegerField()),
                ("discount_fen", models.BigIntegerField(default=0)),
                ("points", models.BigIntegerField(default=0)),
                (
                    "order",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="sales.order",
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("credit_fen__gte", 0),
                            ("discount_fen__gte", 0),
                            ("pieces__gt", 0),
                            ("points__gte", 0),
                            ("unit_fen__gte", 0),
                            (
                                "discount_fen__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("unit_fen"), "*", models.F("pieces")
                                ),
                            ),
                            ("points__lte", models.F("discount_fen")),
                        ),
                        name="aftersales_exchange_amounts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("settled_at", None), ("order__isnull", False), _connector="OR"),
                        name="aftersales_settled_with_an_order",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="kept",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="217cd6f7adf268b338e6ad2432a438b12f2d1f5c",
                            operation="DELETE",
                            pgid="pgtrigger_kept_43010",
                            table="aftersales_exchange",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="86201cd30a1c3531eb5e26b8c37efeb0d628c023",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_cbb2d",
                            table="aftersales_exchange",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Repair",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "goods_return",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repair",
                        to="aftersales.return",
                    ),
                ),
                (
                    "fault",
                    models.CharField(
                        choices=[
                            ("power", "power"),
                            ("display", "display"),
                            ("sound", "sound"),
                            ("heating", "heating"),
                            ("motor", "motor"),
                            ("leak", "leak"),
                            ("noise", "noise"),
                            ("connection", "connection"),
                            ("casing", "casing"),
                            ("other_fault", "other_fault"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mended", "mended"),
                            ("no_fault", "no_fault"),
                            ("beyond_repair", "beyond_repair"),
                        ],
                        max_length=16,
                    ),
                ),
                ("work", models.CharField(blank=True, max_length=400)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("carrier", models.CharField(blank=True, max_length=60)),
                ("tracking", models.CharField(blank=True, max_length=60)),
                ("handed_back_at", models.DateTimeField(blank=True, null=True)),
                ("loan", models.CharField(blank=True, max_length=120)),
                ("lent_at", models.DateTimeField(blank=True, null=True)),
                ("loan_back_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("outcome", "")),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("work", ""), _negated=True),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="aftersales_repair_ends_with_a_record",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lent_at", None), ("loan", ""), ("loan_back_at", None)),
                            models.Q(models.Q(("loan", ""), _negated=True), ("lent_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="aftersales_loan_was_lent",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="kept",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="8d5281281739abee121b3246ed96caff5a908712",
                            operation="DELETE",
                            pgid="pgtrigger_kept_a7d22",
                            table="aftersales_repair",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="6a61b914f0a1388a823ea8f44d5e305cee94a35e",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_f2e77",
                            table="aftersales_repair",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RepairPart",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "repair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="aftersales.repair",
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("pieces", models.PositiveIntegerField()),
                ("cost_fen", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("cost_fen__gte", 0), ("pieces__gt", 0)),
                        name="aftersales_part_amounts",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="42f49cf0cb4834761a4a739cc7c67c3adc36de47",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_eae13",
                            table="aftersales_repairpart",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="28ed5a81d1053104c1919b2ddab2f509317048f3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_dbf9f",
                            table="aftersales_repairpart",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CasePicture",
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
                        related_name="pictures",
                        to="aftersales.return",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["added_at", "id"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="93aa99438e65e349fcb830b47c09a442d121c93c",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_6d9ed",
                            table="aftersales_casepicture",
                            when="AFTER",
                        ),
                    ),
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="fb70e114e55cdb2476d66a85df0fd35d9a410767",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6580d",
                            table="aftersales_casepicture",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GuaranteeTerm",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guarantees",
                        to="catalog.category",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("appliance", "appliance"),
                            ("audio_video", "audio_video"),
                            ("computer", "computer"),
                            ("phone", "phone"),
                            ("bicycle", "bicycle"),
                            ("timepiece", "timepiece"),
                            ("promised", "promised"),
                        ],
                        max_length=12,
                    ),
                ),
                ("promised_months", models.PositiveSmallIntegerField(default=0)),
                ("source", models.CharField(max_length=200)),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("set_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("category",),
                        name="aftersales_one_term_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None), ("ended_at__gte", models.F("set_at")), _connector="OR"
                        ),
                        name="aftersales_term_span",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="kept",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="3b71ee058697e95172906bcf92a37889912404df",
                            operation="DELETE",
                            pgid="pgtrigger_kept_7538b",
                            table="aftersales_guaranteeterm",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="260dc1ab45d32bafff5f99ea486119fd7a9ff02f",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_d3849",
                            table="aftersales_guaranteeterm",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
    ])
