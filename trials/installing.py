"""The installation that trials are held in: a folder and a database of its own with the example world.

``python -m trials.installing`` makes it anew while other checks run; with ``KEEP_TRIALS`` it is used then.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(os.environ.get("VAR_DIR", ROOT / "var")).resolve() / "trials"


def environment() -> dict[str, str]:
    """What the installation on trial is told: its folder, and its database where one is given."""
    told = {**os.environ, "VAR_DIR": str(FOLDER), "LOG_LEVEL": "WARNING", "DEMO": "1"}
    told.pop("DJANGO_SETTINGS_MODULE", None)
    if url := os.environ.get("DATABASE_URL"):
        told["DATABASE_URL"] = urlunsplit(urlsplit(url)._replace(path="/zhanggui_trials"))
    return told


def clear() -> None:
    """Nothing of an earlier run stays."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    if url := os.environ.get("DATABASE_URL"):
        import psycopg

        with psycopg.connect(
            urlunsplit(urlsplit(url)._replace(path="/postgres")), autocommit=True
        ) as connection:
            connection.execute("DROP DATABASE IF EXISTS zhanggui_trials WITH (FORCE)")
            connection.execute("CREATE DATABASE zhanggui_trials")


def build(told: dict[str, str]) -> None:
    """The example world, as far as it is not there."""
    command = [sys.executable, "-m", "zhanggui.config.cli", "demo", "--build-only"]
    subprocess.run(command, env=told, check=True)


if __name__ == "__main__":
    clear()
    build(environment())
