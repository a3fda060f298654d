"""A baseline is told of only where there was something to take over."""

from django.db import migrations

BASELINE = """
CREATE OR REPLACE FUNCTION trail_baseline(governed regclass, secrets text, ignored text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    taken bigint;
BEGIN
    EXECUTE format('INSERT INTO trail_row_history (table_name, row_id, change, before, after)'
        ' SELECT %L, r.image ->> ''id'', ''B'', NULL, r.image'
        ' FROM (SELECT trail_image(to_jsonb(t), %L, %L) AS image FROM %s t) r',
        governed::text, secrets, ignored, governed);
    GET DIAGNOSTICS taken = ROW_COUNT;
    IF taken = 0 THEN
        RETURN;
    END IF;
    INSERT INTO trail_fact (id, name, at, account_id, actor_name, via, request_id, subject_type, subject_id,
        reason, body)
    VALUES (gen_random_uuid(), 'trail.table_governed', transaction_timestamp(),
        '00000000-0000-7000-8000-000000000001', 'system', 'migration', '', 'trail.table',
        md5(governed::text)::uuid, '', jsonb_build_object('table', governed::text));
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("trail", "0004_horizon_never_behind")]
    operations = [migrations.RunSQL(BASELINE, migrations.RunSQL.noop)]
