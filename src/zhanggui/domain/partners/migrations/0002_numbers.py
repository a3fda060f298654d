"""The number people use for a partner, counted by the database."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_initial")]
    operations = [
        migrations.RunSQL("CREATE SEQUENCE partners_number", "DROP SEQUENCE partners_number"),
    ]
