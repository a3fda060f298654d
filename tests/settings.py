"""The house's settings, plus one small app whose rows the mechanisms can be tried on without any domain."""

from zhanggui.config.settings import *  # noqa: F403
from zhanggui.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.sample"]
