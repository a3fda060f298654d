"""Entries are sealed by transaction: a block index finds those of a stretch."""

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_books"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="bookedentry",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["xid"], name="ledger_entry_xid", pages_per_range=16
            ),
        ),
    ]
