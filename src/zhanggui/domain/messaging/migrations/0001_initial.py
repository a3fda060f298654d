import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import zhanggui.domain.messaging.states
import zhanggui.kernel.ids
import zhanggui.schema.encrypted
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models
from zhanggui.schema.tables import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("approvals", "0001_initial"),
        ("identity", "0002_house_accounts"),
        ("schema", "0002_functions"),
        ("trail", "0004_horizon_never_behind"),
    ]

    operations = together([
        migrations.CreateModel(
            name="ChannelChoice",
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
                        related_name="channel_choices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("orders", "orders"),
                            ("security", "security"),
                            ("reminders", "reminders"),
                            ("watching", "watching"),
                            ("marketing", "marketing"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("sms", "sms"), ("mail", "mail"), ("inbox", "inbox")], max_length=8
                    ),
                ),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                ("chosen_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "topic", "channel"), name="messaging_choice_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="c55cbc55337e0801a12b6fc523633c833bb01c6a",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_4e194",
                            table="messaging_channelchoice",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Template",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.SlugField(max_length=60)),
                (
                    "channel",
                    models.CharField(
                        choices=[("sms", "sms"), ("mail", "mail"), ("inbox", "inbox")], max_length=8
                    ),
                ),
                ("language", models.CharField(default="zh-hans", max_length=12)),
                ("title", models.CharField(max_length=120)),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("orders", "orders"),
                            ("security", "security"),
                            ("reminders", "reminders"),
                            ("watching", "watching"),
                            ("marketing", "marketing"),
                        ],
                        max_length=12,
                    ),
                ),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "channel", "language"), name="messaging_template_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="publishes_only_approved",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_publishes_only_approved('published_version_id', 'messaging_templateversion')",
                            func="",
                            hash="0934c1b6cdb3616442de5bf465713e01e7c70b61",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_publishes_only_approved_c1c8c",
                            table="messaging_template",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="919e71d84e3295cdd2ce7d73b50da50aec8938cd",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_fe348",
                            table="messaging_template",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplateVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="messaging.template",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("body", models.TextField()),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("template", "number"), name="messaging_version_numbered")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="frozen_once_submitted",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="approvals_frozen_once_submitted()",
                            func="",
                            hash="bc4e3e43dc3206c1edebfb06b92c416e274028e8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_frozen_once_submitted_8c682",
                            table="messaging_templateversion",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="ac3713efa627217f13c7b6e60a47e66a962ecfc4",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_ea07e",
                            table="messaging_templateversion",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="messaging.templateversion",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("sms", "sms"), ("mail", "mail"), ("inbox", "inbox")], max_length=8
                    ),
                ),
                ("per_hour", models.PositiveIntegerField(help_text="the throttle")),
                (
                    "values",
                    models.JSONField(default=dict, help_text="what every recipient's text is filled with"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sending", "sending"),
                            ("paused", "paused"),
                            ("stopped", "stopped"),
                            ("done", "done"),
                        ],
                        default=zhanggui.domain.messaging.states.BatchState["SENDING"],
                        max_length=8,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("complete_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["opened_at"],
                        name="messaging_batch_open",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="289754ae78d8d34aa029de2d0a1357272056eb6c",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_a9700",
                            table="messaging_batch",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BatchProgress",
            fields=[
                (
                    "batch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="progress",
                        serialize=False,
                        to="messaging.batch",
                    ),
                ),
                ("added", models.PositiveIntegerField(default=0)),
                ("sent", models.PositiveIntegerField(default=0)),
                ("suppressed", models.PositiveIntegerField(default=0)),
                ("failed", models.PositiveIntegerField(default=0)),
                ("in_doubt", models.PositiveIntegerField(default=0)),
                ("delivered", models.PositiveIntegerField(default=0)),
                ("bounced", models.PositiveIntegerField(default=0)),
                ("complained", models.PositiveIntegerField(default=0)),
                ("unsubscribed", models.PositiveIntegerField(default=0)),
                ("lease", models.UUIDField(blank=True, null=True)),
                ("leased_until", models.DateTimeField(blank=True, null=True)),
                ("allowance", models.FloatField(default=0)),
                ("allowed_at", models.DateTimeField(blank=True, null=True)),
                ("not_before", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Message",
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
                        related_name="messages",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("orders", "orders"),
                            ("security", "security"),
                            ("reminders", "reminders"),
                            ("watching", "watching"),
                            ("marketing", "marketing"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("sms", "sms"), ("mail", "mail"), ("inbox", "inbox")], max_length=8
                    ),
                ),
                ("language", models.CharField(default="zh-hans", max_length=12)),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="messaging.batch",
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=160)),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="messaging.templateversion",
                    ),
                ),
                ("subject", zhanggui.schema.encrypted.EncryptedTextField(blank=True, null=True)),
                ("body", zhanggui.schema.encrypted.EncryptedTextField(blank=True, null=True)),
                ("about_type", models.CharField(blank=True, max_length=64)),
                ("about_id", models.UUIDField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("in_hand", "in_hand"),
                            ("handed_over", "handed_over"),
                            ("delivered", "delivered"),
                            ("bounced", "bounced"),
                            ("complained", "complained"),
                            ("suppressed", "suppressed"),
                            ("failed", "failed"),
                            ("in_doubt", "in_doubt"),
                        ],
                        default=zhanggui.domain.messaging.states.MessageState["WAITING"],
                        max_length=12,
                    ),
                ),
                ("address_hash", models.CharField(blank=True, max_length=64)),
                (
                    "reference",
                    models.CharField(blank=True, help_text="the carrier's number for it", max_length=120),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("channel", "inbox")),
                        fields=["account", "-created_at"],
                        name="messaging_inbox",
                    ),
                    models.Index(
                        condition=models.Q(("topic", "marketing")),
                        fields=["account", "sent_at"],
                        name="messaging_marketing_lately",
                    ),
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["batch", "tries", "id"],
                        name="messaging_waiting",
                    ),
                    models.Index(
                        condition=models.Q(("state", "in_hand")), fields=["batch"], name="messaging_in_hand"
                    ),
                    models.Index(
                        condition=models.Q(("reference", ""), _negated=True),
                        fields=["reference"],
                        name="messaging_reference",
                    ),
                    models.Index(fields=["-created_at"], name="messaging_newest"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("key", ""), _negated=True),
                        fields=("account", "key", "channel"),
                        name="messaging_message_once_by_cause",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("batch", None), _negated=True),
                        fields=("batch", "account"),
                        name="messaging_message_once_in_batch",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="messaging.message",
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("handed_over", "handed_over"),
                            ("delivered", "delivered"),
                            ("bounced", "bounced"),
                            ("delayed", "delayed"),
                            ("complained", "complained"),
                            ("suppressed", "suppressed"),
                            ("failed", "failed"),
                            ("in_doubt", "in_doubt"),
                            ("unsubscribed", "unsubscribed"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("account_closed", "account_closed"),
                            ("no_address", "no_address"),
                            ("address_fails", "address_fails"),
                            ("refused", "refused"),
                            ("no_consent", "no_consent"),
                            ("complained", "complained"),
                            ("cap", "cap"),
                            ("stopped", "stopped"),
                        ],
                        max_length=16,
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                ("xid", models.BigIntegerField(db_default=models.Func(function="trail_xid"), editable=False)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["message"], name="messaging_outcome_of"),
                    django.contrib.postgres.indexes.BrinIndex(
                        autosummarize=True, fields=["xid"], name="messaging_outcome_xid", pages_per_range=16
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        autosummarize=True, fields=["at"], name="messaging_outcome_at", pages_per_range=16
                    ),
                ],
                "triggers": [
                    zhanggui.schema.triggers.GuardedTrigger(
                        name="append_only",
                        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                            execute="house_refuse_change()",
                            func="",
                            hash="550599b3137541091ca57bd05580334206fdfac6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ada41",
                            table="messaging_outcome",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Suppression",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("sms", "sms"), ("mail", "mail"), ("inbox", "inbox")], max_length=8
                    ),
                ),
                ("address_hash", models.CharField(max_length=64)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("hard_bounce", "hard_bounce"),
                            ("complaint", "complaint"),
                            ("by_hand", "by_hand"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="messaging.message",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("suppressed_at", models.DateTimeField()),
                (
                    "suppressed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)),
                        fields=("channel", "address_hash", "reason"),
                        name="messaging_suppressed_once",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="governed",
                        sql=zhanggui.schema.triggers.CallSql(
                            execute="trail_row_history('', '')",
                            func="",
                            hash="a656e27f91d8f026494f3486cd8e395ef8575860",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_governed_9a9f3",
                            table="messaging_suppression",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="Template",
            name="published_version",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="messaging.templateversion",
            ),
        ),
    ])
