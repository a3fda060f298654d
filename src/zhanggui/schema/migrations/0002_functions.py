"""Functions that triggers and partitioned tables share."""

from django.db import migrations

REFUSE_CHANGE = """
CREATE FUNCTION house_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_NARGS > 0 AND to_jsonb(NEW) - TG_ARGV = to_jsonb(OLD) - TG_ARGV THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% on % is refused: what is written there stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'ZG001', TABLE = TG_TABLE_NAME;
END $$
"""

# A month's partition also refuses TRUNCATE: row triggers reach partitions by themselves, statement triggers do not.
# Rows that already fell into the default partition are moved into the new one.
MAKE_PARTITION = """
CREATE FUNCTION house_make_partition(parent regclass, month date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    since timestamp := date_trunc('month', month::timestamp);
    first timestamptz := since AT TIME ZONE 'Asia/Shanghai';
    after timestamptz := (since + interval '1 month') AT TIME ZONE 'Asia/Shanghai';
    name text := parent::text || to_char(since, '_YYYYMM');
    other text := parent::text || '_other';
    key text := (SELECT attname FROM pg_attribute a JOIN pg_partitioned_table p ON a.attrelid = p.partrelid
                 WHERE p.partrelid = parent AND a.attnum = p.partattrs[0]);
    strays bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('house_make_partition'));
    IF to_regclass(name) IS NOT NULL THEN RETURN false; END IF;
    IF to_regclass(other) IS NULL THEN
        EXECUTE format('CREATE TABLE %s PARTITION OF %s DEFAULT', other, parent);
        EXECUTE format('CREATE TRIGGER zz_no_truncate BEFORE TRUNCATE ON %s'
            ' FOR EACH STATEMENT EXECUTE FUNCTION house_refuse_change()', other);
    END IF;
    EXECUTE format('CREATE TABLE %s (LIKE %s INCLUDING ALL EXCLUDING IDENTITY)', name, parent);
    EXECUTE format('SELECT count(*) FROM %s WHERE %I >= %L AND %I < %L', other, key, first, key, after)
        INTO strays;
    IF strays > 0 THEN
        EXECUTE format('INSERT INTO %s SELECT * FROM %s WHERE %I >= %L AND %I < %L',
            name, other, key, first, key, after);
        EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', other);
        EXECUTE format('DELETE FROM %s WHERE %I >= %L AND %I < %L', other, key, first, key, after);
        EXECUTE format('ALTER TABLE %s ENABLE TRIGGER USER', other);
    END IF;
    EXECUTE format('ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM (%L) TO (%L)',
        parent, name, first, after);
    EXECUTE format('CREATE TRIGGER zz_no_truncate BEFORE TRUNCATE ON %s'
        ' FOR EACH STATEMENT EXECUTE FUNCTION house_refuse_change()', name);
    RETURN true;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("schema", "0001_types")]
    operations = [
        migrations.RunSQL(REFUSE_CHANGE, "DROP FUNCTION house_refuse_change()"),
        migrations.RunSQL(MAKE_PARTITION, "DROP FUNCTION house_make_partition(regclass, date)"),
    ]
