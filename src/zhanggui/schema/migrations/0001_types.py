"""A range over identifiers, so that an exclusion constraint can say "the same thing" without an extension."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.RunSQL(
            "CREATE TYPE uuidrange AS RANGE (SUBTYPE = uuid)",
            "DROP TYPE uuidrange",
        )
    ]
