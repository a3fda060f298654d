"""The two accounts that are nobody's: the house itself when a job acts, and the public."""

from datetime import UTC, datetime

from django.db import migrations

from zhanggui.identity.actor import PUBLIC_ACCOUNT, SYSTEM_ACCOUNT
from zhanggui.schema.triggers import baseline


def create(apps, schema_editor):
    account = apps.get_model("identity", "Account")
    for pk, name in ((SYSTEM_ACCOUNT, "system"), (PUBLIC_ACCOUNT, "public")):
        account.objects.get_or_create(
            pk=pk,
            defaults={
                "username": name,
                "password": "!",
                "created_at": datetime(2026, 1, 1, tzinfo=UTC),
                "disabled_at": datetime(2026, 1, 1, tzinfo=UTC),
            },
        )


class Migration(migrations.Migration):
    # The long histories of libraries run while there are few models: Django draws them all anew at each step.
    dependencies = [
        ("identity", "0001_initial"),
        ("schema", "0001_types"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("oauth2_provider", "0022_refreshtoken_token_family_index"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [
        migrations.RunPython(create, migrations.RunPython.noop),
        baseline("identity_account", secret="password,mobile", ignore="last_login"),  # noqa: S106
    ]
