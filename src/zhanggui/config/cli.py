"""The console command ``zhanggui``."""

import os
import sys


def main() -> None:
    """Run a command of the house."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhanggui.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
