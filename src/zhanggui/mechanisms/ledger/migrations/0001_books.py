"""The books: tables, the function that posts, and the sums. The SQL lies beside, in ``sql/``."""

from pathlib import Path

import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.migrations
from django.db import migrations, models

import zhanggui.schema.triggers
from zhanggui.schema.partitions import first_partitions


def sql(name: str, reverse: str) -> migrations.RunSQL:
    return migrations.RunSQL((Path(__file__).parents[1] / "sql" / name).read_text(encoding="utf-8"), reverse)


STATE = [
    migrations.CreateModel(
        name="Account",
        fields=[
            ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
            ("kind", models.TextField()),
            ("owner", models.UUIDField()),
            ("unit", models.TextField()),
            ("side", models.TextField()),
            ("guarded", models.BooleanField()),
            ("opened_at", models.DateTimeField()),
        ],
    ),
    migrations.CreateModel(
        name="BookedEntry",
        fields=[
            ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
            ("kind", models.TextField()),
            ("key", models.TextField()),
            ("body_hash", models.UUIDField()),
            ("at", models.DateTimeField()),
            ("subject_type", models.TextField()),
            ("subject_id", models.UUIDField()),
            ("actor_id", models.UUIDField()),
            ("recorded_at", models.DateTimeField()),
            ("xid", models.BigIntegerField()),
        ],
        options={
            "db_table": "ledger_entry",
        },
    ),
    migrations.CreateModel(
        name="BookedTransfer",
        fields=[
            ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
            ("entry_id", models.UUIDField()),
            ("at", models.DateTimeField()),
            ("debit_account_id", models.UUIDField()),
            ("credit_account_id", models.UUIDField()),
            ("amount", models.BigIntegerField()),
            ("held", models.BigIntegerField()),
            ("pending_id", models.UUIDField(null=True)),
            ("xid", models.BigIntegerField()),
        ],
        options={
            "db_table": "ledger_transfer",
        },
    ),
    migrations.CreateModel(
        name="Checkpoint",
        fields=[
            (
                "pk",
                models.CompositePrimaryKey(
                    "account_id", "day", blank=True, editable=False, primary_key=True, serialize=False
                ),
            ),
            ("account_id", models.UUIDField()),
            ("day", models.DateField()),
            ("debits_posted", models.BigIntegerField()),
            ("credits_posted", models.BigIntegerField()),
            ("debits_pending", models.BigIntegerField()),
            ("credits_pending", models.BigIntegerField()),
        ],
    ),
    migrations.CreateModel(
        name="Mark",
        fields=[
            ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
            ("through_xid", models.BigIntegerField()),
            ("at", models.DateTimeField()),
        ],
    ),
    migrations.CreateModel(
        name="OpenPending",
        fields=[
            ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
            ("entry_id", models.UUIDField()),
            ("at", models.DateTimeField()),
            ("debit_account_id", models.UUIDField()),
            ("credit_account_id", models.UUIDField()),
            ("amount", models.BigIntegerField()),
            ("until", models.DateTimeField(null=True)),
        ],
        options={
            "db_table": "ledger_pending",
        },
    ),
    migrations.CreateModel(
        name="Resolution",
        fields=[
            ("pending_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
            ("at", models.DateTimeField()),
            ("outcome", models.TextField()),
            ("asked", models.BigIntegerField(null=True)),
        ],
    ),
    migrations.CreateModel(
        name="LiveBalance",
        fields=[
            (
                "account",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    primary_key=True,
                    related_name="live_balance",
                    serialize=False,
                    to="ledger.account",
                ),
            ),
            ("side", models.TextField()),
            ("debits_posted", models.BigIntegerField(default=0)),
            ("credits_posted", models.BigIntegerField(default=0)),
            ("debits_pending", models.BigIntegerField(default=0)),
            ("credits_pending", models.BigIntegerField(default=0)),
        ],
        options={
            "db_table": "ledger_balance",
        },
    ),
    migrations.AddConstraint(
        model_name="account",
        constraint=models.UniqueConstraint(fields=("owner", "kind", "unit"), name="ledger_account_once"),
    ),
    migrations.AddIndex(
        model_name="bookedentry",
        index=models.Index(fields=["subject_id"], name="ledger_entry_subject"),
    ),
    migrations.AddIndex(
        model_name="bookedtransfer",
        index=models.Index(fields=["debit_account_id", "at"], name="ledger_transfer_debit"),
    ),
    migrations.AddIndex(
        model_name="bookedtransfer",
        index=models.Index(fields=["credit_account_id", "at"], name="ledger_transfer_credit"),
    ),
    migrations.AddIndex(
        model_name="bookedtransfer",
        index=django.contrib.postgres.indexes.BrinIndex(
            fields=["xid"], name="ledger_transfer_xid", pages_per_range=16
        ),
    ),
    migrations.AddIndex(
        model_name="openpending",
        index=models.Index(
            condition=models.Q(("until__isnull", False)), fields=["until"], name="ledger_pending_until"
        ),
    ),
    migrations.AddField(
        model_name="resolution",
        name="entry",
        field=models.ForeignKey(
            on_delete=django.db.models.deletion.PROTECT, related_name="resolutions", to="ledger.bookedentry"
        ),
    ),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("schema", "0002_functions"), ("trail", "0001_initial")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                sql(
                    "tables.sql",
                    """DROP TYPE ledger_move; DROP TABLE ledger_balance, ledger_account, ledger_resolution,
                    ledger_entry, ledger_transfer, ledger_pending, ledger_checkpoint, ledger_mark""",
                )
            ],
            state_operations=STATE,
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=zhanggui.schema.triggers.GuardedTrigger(
                name="append_only",
                sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                    execute="house_refuse_change()",
                    func="",
                    hash="de227f182b4a8282db70486c6d40f09ad66786ac",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_73812",
                    table="ledger_account",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bookedentry",
            trigger=zhanggui.schema.triggers.GuardedTrigger(
                name="append_only",
                sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                    execute="house_refuse_change()",
                    func="",
                    hash="b0d7bed1180509bd603c9b0db9a1798878007542",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a3802",
                    table="ledger_entry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bookedtransfer",
            trigger=zhanggui.schema.triggers.GuardedTrigger(
                name="append_only",
                sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                    execute="house_refuse_change()",
                    func="",
                    hash="5553f263360752a435014f3e725a0f6b27632b5f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2f6ca",
                    table="ledger_transfer",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="resolution",
            trigger=zhanggui.schema.triggers.GuardedTrigger(
                name="append_only",
                sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
                    execute="house_refuse_change()",
                    func="",
                    hash="3dd25c3de872c29dd658e7199268d9cddc7f7587",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f537c",
                    table="ledger_resolution",
                    when="BEFORE",
                ),
            ),
        ),
        first_partitions("ledger_transfer"),
        sql("post.sql", "DROP FUNCTION ledger_post(jsonb); DROP FUNCTION ledger_refuse(text, jsonb)"),
        sql(
            "sums.sql", "DROP FUNCTION ledger_sum(uuid, timestamptz); DROP FUNCTION ledger_fold(timestamptz)"
        ),
    ]
