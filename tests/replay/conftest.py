"""A replay of one hand changes the process it runs in, which is otherwise its own."""

import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth import hashers
from django.db import connection

from zhanggui.kernel import norms
from zhanggui.replay import cast, memory


@pytest.fixture(autouse=True)
def _a_process_of_its_own() -> Iterator[None]:
    """Nothing of an earlier run is known; afterwards connection, settings and numbers are as they were."""
    memory.counterpart.cache_clear()
    cast.staff.cache_clear()
    chosen, options = settings._wrapped, dict(connection.settings_dict["OPTIONS"])
    yield
    settings._wrapped = chosen
    norms._reaching_back.set(False)
    hashers.get_hashers.cache_clear()  # type: ignore[attr-defined]
    connection.close()
    connection.settings_dict["OPTIONS"] = options
    shutil.rmtree(settings.VAR_DIR / "replay", ignore_errors=True)
