"""``python -m tests`` makes the tables that databases for tests are copies of, while other checks run."""

import os

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from tests.tables import pattern

    pattern()
