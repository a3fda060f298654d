"""The mark never goes back, whatever the horizon says. The SQL lies beside, in ``sql/sums.sql``."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_entry_xid"), ("trail", "0004_horizon_never_behind")]
    operations = [
        migrations.RunSQL(
            (Path(__file__).parents[1] / "sql" / "sums.sql").read_text(encoding="utf-8"),
            migrations.RunSQL.noop,
        )
    ]
