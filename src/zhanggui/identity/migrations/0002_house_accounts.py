"""The two accounts that are nobody's: the house itself when a job acts, and the public."""

from datetime import UTC, datetime

from django.db import migrations

from zhanggui.identity.actor import PUBLIC_ACCOUNT, SYSTEM_ACCOUNT


def create(apps, schema_editor):
    account = apps.get_model("identity", "Account")
    for pk, name in ((SYSTEM_ACCOUNT, "system"), (PUBLIC_ACCOUNT, "public")):
        account.objects.get_or_create(
            pk=pk,
            defaults={
                "username": name,
                "password": "!",
                "is_active": False,
                "created_at": datetime(2026, 1, 1, tzinfo=UTC),
            },
        )


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_initial"), ("schema", "0001_types")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
