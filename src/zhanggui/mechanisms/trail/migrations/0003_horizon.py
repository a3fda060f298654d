"""The horizon of this database alone.

The snapshot's own ``xmin`` looks at the whole cluster: a long transaction in a neighbouring database would keep
everything here from being sealed. It is still what counts where this role may not see what other roles run.
"""

from django.db import migrations

OFFSET = """
CREATE FUNCTION trail_xid_offset() RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 0::bigint';
CREATE OR REPLACE FUNCTION trail_xid() RETURNS bigint LANGUAGE sql VOLATILE PARALLEL UNSAFE AS
    'SELECT pg_current_xact_id()::text::bigint + trail_xid_offset()';
"""

# The order matters: first the next number, then who is running. Whoever took a lower number in between is either
# still listed, or finished and therefore visible to the statements that follow.
HORIZON = """
DROP FUNCTION trail_horizon();
CREATE FUNCTION trail_horizon() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    next_xid bigint := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
    round bigint := (next_xid >> 32) << 32;
    oldest bigint;
BEGIN
    PERFORM pg_stat_clear_snapshot();
    IF NOT pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') AND EXISTS (
        SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename <> current_user
    ) THEN
        RETURN pg_snapshot_xmin(pg_current_snapshot())::text::bigint + trail_xid_offset();
    END IF;
    SELECT min(CASE WHEN round + xid::text::bigint > next_xid
        THEN round + xid::text::bigint - 4294967296 ELSE round + xid::text::bigint END) INTO oldest
    FROM (
        SELECT backend_xid AS xid FROM pg_stat_activity
        WHERE datname = current_database() AND backend_xid IS NOT NULL AND backend_type <> 'autovacuum worker'
        UNION ALL
        SELECT transaction FROM pg_prepared_xacts WHERE database = current_database()
    ) running;
    RETURN least(next_xid, coalesce(oldest, next_xid)) + trail_xid_offset();
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("trail", "0002_seals")]
    operations = [
        migrations.RunSQL(OFFSET, migrations.RunSQL.noop),
        migrations.RunSQL(HORIZON, migrations.RunSQL.noop),
    ]
