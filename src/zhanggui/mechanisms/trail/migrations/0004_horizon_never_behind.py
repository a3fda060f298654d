"""The horizon, when a transaction is running whose number lies just above the next one to be finished.

Numbers of running transactions are 32 bits of a 64-bit count. The distance to the next number, taken modulo
2^32 and with its sign, is right on both sides of it, and over the wrap too.
"""

from django.db import migrations

HORIZON = """
CREATE OR REPLACE FUNCTION trail_horizon() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    next_xid bigint := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
    oldest bigint;
BEGIN
    PERFORM pg_stat_clear_snapshot();
    IF NOT pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') AND EXISTS (
        SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename <> current_user
    ) THEN
        RETURN pg_snapshot_xmin(pg_current_snapshot())::text::bigint + trail_xid_offset();
    END IF;
    SELECT min(next_xid - ((next_xid - xid::text::bigint + 2147483648) & 4294967295) + 2147483648) INTO oldest
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
    dependencies = [("trail", "0003_horizon")]
    operations = [migrations.RunSQL(HORIZON, migrations.RunSQL.noop)]
