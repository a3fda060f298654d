"""A real browser before a live server with a small evening on air. Pictures go to ``var/shots/``."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from pytest_django.live_server_helper import LiveServer

from tests import shop
from tests.browser.sessions import session_of
from tests.memories import forget_pages
from tests.people import somebody
from zhanggui.demo import pictures
from zhanggui.domain.broadcast.operations.confirm_slot import confirm_slot
from zhanggui.domain.broadcast.operations.start_slot import start_slot
from zhanggui.domain.catalog.operations.draft_goods import PictureRef
from zhanggui.domain.catalog.operations.prepare_picture import prepare_picture
from zhanggui.domain.sales.operations import AddressWish, add_address
from zhanggui.identity.models import Account, PolicyText
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.mechanisms.access.applicants import Customer
from zhanggui.mechanisms.access.operations.open_customer_account import open_customer_account
from zhanggui.mechanisms.documents.uploads import Upload

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHOTS = Path(os.environ.get("SHOTS", settings.BASE_DIR / "var" / "shots"))
DESKTOP, PHONE = (1440, 900), (390, 844)
SHOWN = (
    ("tea_tin", "云雾明前绿茶礼盒", 26_800),
    ("rice_cooker", "柴火饭电饭煲", 49_900),
    ("jacket", "轻暖鹅绒服", 89_900),
    ("pan", "无涂层铁锅", 39_900),
    ("pearls", "淡水珍珠项链", 89_900),
    ("phone", "长辈大字手机", 109_900),
)


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> Iterator[None]:
    """The pages of the test before were drawn from other rows."""
    forget_pages()
    yield
    forget_pages()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here drives a browser, and commits what it does."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="Debian's Chromium is not installed (make browser)"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The browser program. Its loop runs in this thread, so it ends before anything else needs one."""
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class World:
    """Who and what there is."""

    customer: Account
    agent: Account
    scheduler: Account
    numbers: list[str]


def _texts(at: datetime) -> None:
    publisher = {"published_by_id": "00000000-0000-7000-8000-000000000001", "published_at": at}
    for purpose, title in (
        ("membership", "会员服务协议"),
        ("privacy", "隐私政策"),
        ("returns", "退换货规则"),
    ):
        PolicyText.objects.create(purpose=purpose, version=1, title=title, body="第一条 正文。", **publisher)


@pytest.fixture
def world(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """Six articles with painted pictures, four of them on air now; a customer, an agent, a scheduler."""
    from tests.domain.broadcast.conftest import studio

    now = clock.now()
    stage = studio.__wrapped__(now - timedelta(hours=1, minutes=20))  # type: ignore[attr-defined]
    _texts(now)
    painted = iter(SHOWN)
    current: dict[str, str] = {}

    def picture(who: shop.Seller) -> PictureRef:
        content = pictures.product(current["archetype"], seed=3)
        upload = Upload("picture.webp", content, "image/webp")
        return prepare_picture(
            upload=upload, organisation_id=who.organisation.id, by=who.writer, at=stage.noon
        )

    monkeypatch.setattr(shop, "picture", picture)
    leaf = shop.category(stage.noon - timedelta(hours=2), name_zh="精选好物")
    skus = []
    for archetype, name, fen in painted:
        current["archetype"] = archetype
        skus.append(stage.article(60, leaf=leaf, name=name, amount_fen=fen))
    slot = stage.plan(starts_at=now - timedelta(minutes=20), ends_at=now + timedelta(minutes=40))
    for place, sku in enumerate(skus[:4]):
        stage.put(slot, sku, number=str(801 + place), quota=20)
    confirm_slot(slot_id=stage.reviewed(slot).id, by=stage.scheduler, at=stage.noon)
    start_slot(slot_id=slot.id, by=stage.scheduler, at=now)
    return _with_people(skus, now)


def _with_people(skus: list[Any], now: datetime) -> World:
    agent = somebody("陈佳怡", Role.CS_AGENT)
    scheduler = somebody("排期员", Role.PROGRAMME_SCHEDULER)
    member = Customer(
        name="王秀兰", mobile="13800138000", purposes=("membership", "privacy"), channel="phone"
    )
    customer = open_customer_account(customer=member, by=agent, at=now)
    place = AddressWish(
        recipient="王秀兰",
        mobile="13800138000",
        province="浙江省",
        city="杭州市",
        district="西湖区",
        street="文三路 90 号",
    )
    add_address(account_id=customer.id, wish=place, by=agent, at=now)
    return World(
        customer=customer,
        agent=Account.objects.get(pk=agent.account_id),
        scheduler=Account.objects.get(pk=scheduler.account_id),
        numbers=[sku.goods.number for sku in skus],
    )


Opened = Callable[..., Any]


@pytest.fixture
def opened(chromium: Any, world: World, live_server: LiveServer) -> Iterator[Opened]:
    """Opens a page of the house as somebody, at a size. A page that errs fails the test."""
    contexts = []
    errors: list[str] = []

    def open_page(account: Account | None = None, *, size: tuple[int, int] = DESKTOP, **options: Any) -> Any:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, base_url=live_server.url, **options
        )
        contexts.append(context)
        if account is not None:
            name, value = session_of(account)
            context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("response", lambda answer: errors.append(answer.url) if answer.status >= 500 else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not errors


@pytest.fixture
def shoot() -> Callable[[Any, str], None]:
    """Keeps a picture of a page, and sees to it that nothing sticks out at its side."""
    SHOTS.mkdir(parents=True, exist_ok=True)

    def take(page: Any, name: str) -> None:
        width = page.viewport_size["width"]
        page.wait_for_timeout(250)
        page.screenshot(path=SHOTS / f"{name}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    return take
