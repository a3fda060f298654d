"""A supplier with something to look at, and a browser."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings

from tests.conftest import HouseClient
from tests.domain.partners.conftest import (
    Applicant,
    _a_vault_and_keys_of_its_own,
    active,
    applicant,
    staff,
)

__all__ = ["Applicant", "_a_vault_and_keys_of_its_own", "active", "applicant", "staff"]

SHOTS = Path(os.environ.get("SHOTS_DIR", django_settings.VAR_DIR / "shots"))


@pytest.fixture
def signed_in(applicant: Applicant, client: HouseClient) -> HouseClient:
    """A browser in which the supplier is signed in."""
    from zhanggui.identity.models import Account

    client.force_login(Account.objects.get(pk=applicant.actor.account_id))
    return client


@pytest.fixture
def page() -> Iterator[Any]:
    """A page of a real Chromium."""
    sync_api = pytest.importorskip("playwright.sync_api")
    chromium = "/usr/bin/chromium"
    if not Path(chromium).exists():
        pytest.skip("needs Debian's Chromium: apt-get install chromium")
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
        yield context.new_page()
        browser.close()


def shoot(page: Any, name: str) -> None:
    """A picture of the page at desktop and at phone width; nothing may stick out at the side."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(150)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        page.screenshot(path=SHOTS / f"{name}-{width}.png", full_page=True)
        assert wide <= 0, f"{name} is {wide} pixels too wide at {width}"
    page.set_viewport_size({"width": 1440, "height": 900})
