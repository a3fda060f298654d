"""The house's settings, plus one small app whose rows the mechanisms can be tried on without any domain.

Keys, files and seal heads of tests lie in a folder of their own, one for each process that runs tests.
"""

import os

from zhanggui.config.settings import *  # noqa: F403
from zhanggui.config.settings import INSTALLED_APPS
from zhanggui.config.settings import VAR_DIR as HOUSE_VAR_DIR

WINDOW_SECONDS = 0.0  # Tests change prices and look at once; those of the window open it.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.sample"]
SHOTS_DIR = HOUSE_VAR_DIR / "shots"
VAR_DIR = HOUSE_VAR_DIR / "test" / os.environ.get("PYTEST_XDIST_WORKER", "alone")
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "files"
