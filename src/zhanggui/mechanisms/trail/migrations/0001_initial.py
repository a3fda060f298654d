"""Facts and row history: partitioned by month, append-only, written without the ORM.

``trail_xid()`` numbers transactions. Its offset is 0 until a database is restored into another cluster,
whose own numbers begin anew.
"""

import pgtrigger.migrations
from django.db import migrations, models

import zhanggui.schema.triggers
from zhanggui.schema.partitions import first_partitions

NUMBERS = """
CREATE FUNCTION trail_xid() RETURNS bigint LANGUAGE sql VOLATILE PARALLEL UNSAFE AS
    'SELECT pg_current_xact_id()::text::bigint + 0';
CREATE FUNCTION trail_horizon() RETURNS bigint LANGUAGE sql STABLE AS
    'SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + 0';
CREATE SEQUENCE trail_row_history_seq CACHE 1;
"""

TABLES = """
CREATE TABLE trail_fact (
    id uuid NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    xid bigint NOT NULL DEFAULT trail_xid(),
    name varchar(80) NOT NULL,
    at timestamptz NOT NULL,
    account_id uuid NOT NULL,
    person_id uuid,
    organisation_id uuid,
    actor_name text NOT NULL,
    via varchar(32) NOT NULL,
    request_id varchar(64) NOT NULL,
    on_behalf_of uuid,
    subject_type varchar(80) NOT NULL,
    subject_id uuid NOT NULL,
    thread_type varchar(80),
    thread_id uuid,
    reason text NOT NULL,
    body jsonb NOT NULL,
    PRIMARY KEY (id, recorded_at)
) PARTITION BY RANGE (recorded_at);
CREATE TABLE trail_row_history (
    id bigint NOT NULL DEFAULT nextval('trail_row_history_seq'),
    recorded_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    xid bigint NOT NULL DEFAULT trail_xid(),
    table_name varchar(63) NOT NULL,
    row_id varchar(64) NOT NULL,
    change varchar(1) NOT NULL,
    before jsonb,
    after jsonb,
    PRIMARY KEY (id, recorded_at)
) PARTITION BY RANGE (recorded_at);
ALTER SEQUENCE trail_row_history_seq OWNED BY trail_row_history.id;
CREATE INDEX trail_fact_subject ON trail_fact (subject_id);
CREATE INDEX trail_fact_thread ON trail_fact (thread_id) WHERE thread_id IS NOT NULL;
CREATE INDEX trail_fact_account ON trail_fact (account_id, at);
CREATE INDEX trail_fact_name ON trail_fact (name, at);
CREATE INDEX trail_fact_xid ON trail_fact (xid);
CREATE INDEX trail_row_history_row ON trail_row_history (row_id, id);
CREATE INDEX trail_row_history_xid ON trail_row_history (xid);
"""

# What the history keeps of a row: without ignored columns, and digests in the place of secrets.
HISTORY = """
CREATE FUNCTION trail_image(image jsonb, secrets text, ignored text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    col text;
BEGIN
    IF ignored <> '' THEN
        image := image - string_to_array(ignored, ',');
    END IF;
    IF secrets <> '' THEN
        FOREACH col IN ARRAY string_to_array(secrets, ',') LOOP
            IF image ->> col IS NOT NULL THEN
                image := jsonb_set(image, ARRAY[col],
                    to_jsonb('sha256:' || encode(sha256(convert_to(image ->> col, 'UTF8')), 'hex')));
            END IF;
        END LOOP;
    END IF;
    RETURN image;
END $$;

CREATE FUNCTION trail_changed(old jsonb, new jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(jsonb_object_agg(o.key, o.value), '{}')
    FROM jsonb_each(old) o WHERE o.value IS DISTINCT FROM new -> o.key
$$;

CREATE FUNCTION trail_row_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old_image jsonb;
    new_image jsonb;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        old_image := trail_image(to_jsonb(OLD), TG_ARGV[0], TG_ARGV[1]);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        new_image := trail_image(to_jsonb(NEW), TG_ARGV[0], TG_ARGV[1]);
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF old_image = new_image THEN
            RETURN NULL;
        END IF;
        IF old_image ->> 'id' = new_image ->> 'id' THEN
            INSERT INTO trail_row_history (table_name, row_id, change, before, after)
            VALUES (TG_TABLE_NAME, new_image ->> 'id', 'U', trail_changed(old_image, new_image), new_image);
            RETURN NULL;
        END IF;
    END IF;
    IF old_image IS NOT NULL THEN
        INSERT INTO trail_row_history (table_name, row_id, change, before, after)
        VALUES (TG_TABLE_NAME, old_image ->> 'id', 'D', old_image, NULL);
    END IF;
    IF new_image IS NOT NULL THEN
        INSERT INTO trail_row_history (table_name, row_id, change, before, after)
        VALUES (TG_TABLE_NAME, new_image ->> 'id', 'I', NULL, new_image);
    END IF;
    RETURN NULL;
END $$;

-- Rows that were there before their table became governed: their state is taken over as it is, under a fact.
CREATE FUNCTION trail_baseline(governed regclass, secrets text, ignored text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    taken bigint;
BEGIN
    EXECUTE format('INSERT INTO trail_row_history (table_name, row_id, change, before, after)'
        ' SELECT %L, r.image ->> ''id'', ''B'', NULL, r.image'
        ' FROM (SELECT trail_image(to_jsonb(t), %L, %L) AS image FROM %s t) r', governed::text, secrets, ignored, governed);
    GET DIAGNOSTICS taken = ROW_COUNT;
    IF taken = 0 THEN
        RETURN;
    END IF;
    INSERT INTO trail_fact (id, name, at, account_id, actor_name, via, request_id, subject_type, subject_id, reason, body)
    VALUES (gen_random_uuid(), 'trail.table_governed', transaction_timestamp(), '00000000-0000-7000-8000-000000000001',
        'system', 'migration', '', 'trail.table', md5(governed::text)::uuid, '', jsonb_build_object('table', governed::text));
END $$;
"""


def append_only(pgid: str, table: str, installed: str) -> zhanggui.schema.triggers.GuardedTrigger:
    return zhanggui.schema.triggers.GuardedTrigger(
        name="append_only",
        sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(
            execute="house_refuse_change()",
            func="",
            hash=installed,
            operation="UPDATE OR DELETE",
            pgid=pgid,
            table=table,
            when="BEFORE",
        ),
    )


MODELS = [
    migrations.CreateModel(
        name="Fact",
        fields=[
            ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
            ("recorded_at", models.DateTimeField()),
            ("xid", models.BigIntegerField()),
            ("name", models.CharField(max_length=80)),
            ("at", models.DateTimeField()),
            ("account_id", models.UUIDField()),
            ("person_id", models.UUIDField(null=True)),
            ("organisation_id", models.UUIDField(null=True)),
            ("actor_name", models.TextField()),
            ("via", models.CharField(max_length=32)),
            ("request_id", models.CharField(max_length=64)),
            ("on_behalf_of", models.UUIDField(null=True)),
            ("subject_type", models.CharField(max_length=80)),
            ("subject_id", models.UUIDField()),
            ("thread_type", models.CharField(max_length=80, null=True)),
            ("thread_id", models.UUIDField(null=True)),
            ("reason", models.TextField()),
            ("body", models.JSONField()),
        ],
        options={
            "indexes": [
                models.Index(fields=["subject_id"], name="trail_fact_subject"),
                models.Index(
                    condition=models.Q(("thread_id__isnull", False)),
                    fields=["thread_id"],
                    name="trail_fact_thread",
                ),
                models.Index(fields=["account_id", "at"], name="trail_fact_account"),
                models.Index(fields=["name", "at"], name="trail_fact_name"),
                models.Index(fields=["xid"], name="trail_fact_xid"),
            ]
        },
    ),
    migrations.CreateModel(
        name="RowHistory",
        fields=[
            ("id", models.BigIntegerField(primary_key=True, serialize=False)),
            ("recorded_at", models.DateTimeField()),
            ("xid", models.BigIntegerField()),
            ("table_name", models.CharField(max_length=63)),
            ("row_id", models.CharField(max_length=64)),
            ("change", models.CharField(max_length=1)),
            ("before", models.JSONField(null=True)),
            ("after", models.JSONField(null=True)),
        ],
        options={
            "db_table": "trail_row_history",
            "indexes": [
                models.Index(fields=["row_id", "id"], name="trail_row_history_row"),
                models.Index(fields=["xid"], name="trail_row_history_xid"),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("schema", "0002_functions")]
    operations = [
        migrations.RunSQL(
            NUMBERS,
            """DROP FUNCTION trail_xid(); DROP FUNCTION trail_horizon();
            DROP SEQUENCE IF EXISTS trail_row_history_seq""",
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(TABLES, "DROP TABLE trail_row_history; DROP TABLE trail_fact")
            ],
            state_operations=MODELS,
        ),
        first_partitions("trail_fact"),
        first_partitions("trail_row_history"),
        migrations.RunSQL(
            HISTORY,
            """DROP FUNCTION trail_baseline(regclass, text, text);
            DROP FUNCTION trail_row_history();
            DROP FUNCTION trail_changed(jsonb, jsonb);
            DROP FUNCTION trail_image(jsonb, text, text)""",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fact",
            trigger=append_only(
                "pgtrigger_append_only_43f8d", "trail_fact", "b138ad72209d578636e3b56752ac982575b46652"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rowhistory",
            trigger=append_only(
                "pgtrigger_append_only_1b7b4", "trail_row_history", "7856081afa38773e42863f1a8e105de0c9e11d7d"
            ),
        ),
    ]
