"""A visitor finds what was on air: by mouse, by keyboard, without JavaScript, on pages for everybody."""

from importlib.resources import files
from typing import Any

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from zhanggui.domain.catalog.counting import count_facets
from zhanggui.domain.catalog.models import Category
from zhanggui.domain.catalog.operations.refresh_terms import refresh_terms
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.arrange_shelf import arrange_shelf
from zhanggui.kernel import clock

AXE = files("axe_playwright_python").joinpath("axe.min.js")
FOUND = "axe.run(document, {resultTypes: ['violations']})"
PAGE_BYTES = 150 * 1024
SHIFT_MOST = 0.01
"""A tenth of what counts as standing still: the head of a page may come in two parts on a busy machine."""
PAINTED = "() => new Promise(tell => requestAnimationFrame(() => setTimeout(tell)))"
SHIFTED = """() => new Promise(tell => {
  const found = [];
  const watch = new PerformanceObserver(list => found.push(...list.getEntries()));
  watch.observe({type: "layout-shift", buffered: true});
  scrollTo(0, document.body.scrollHeight);
  setTimeout(() => tell(
    [...found, ...watch.takeRecords()].filter(one => !one.hadRecentInput)
      .map(one => [one.value, one.sources.map(source => source.node?.outerHTML?.slice(0, 90))])
  ), 100);
})"""
"""What moved by itself, while the page came and was read to its end: how far, and what it was."""


@pytest.fixture
def stocked(world):
    """The shelf of the little world is arranged, as the jobs do every minute."""
    now = clock.now()
    arrange_shelf(by=SYSTEM, at=now)
    refresh_terms(by=SYSTEM, at=now)
    count_facets(by=SYSTEM, at=now)
    return world


def serious(page: Any) -> list[str]:
    """What axe finds that keeps somebody from using the page."""
    page.evaluate(AXE.read_text(encoding="utf-8") + "; undefined")
    found = page.evaluate(FOUND)["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['target']}"
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]


def opened_standing_still(page: Any, path: str) -> Any:
    """Opens a page as a slow line brings it: what its scripts moved, the reader would see moving."""
    held: list[Any] = []
    seen = False
    page.route("**/*.js", lambda route: route.continue_() if seen else held.append(route))
    answer = page.goto(path, wait_until="commit")
    page.wait_for_selector(".shop-foot")
    page.evaluate(PAINTED)
    seen = True
    for route in held:
        route.continue_()
    page.wait_for_load_state("load")
    page.unroute("**/*.js")
    assert held, f"{path}: no script came after the page was painted"
    moved = page.evaluate(SHIFTED)
    assert sum(far for far, _ in moved) < SHIFT_MOST, (path, moved)
    return answer


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_everybody_can_use_the_pages_of_the_shop(opened, stocked, size):
    page = opened(size=size)
    number = stocked.numbers[0]
    for path in ("/", "/goods/", "/search/?q=锅", f"/g/{number}/", "/programme/", f"/g/{number}/ratings/"):
        answer = opened_standing_still(page, path)
        assert serious(page) == [], path
        assert len(answer.body()) < PAGE_BYTES, path
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path
        without_room = page.locator("img:not([width]), img:not([height])").count()
        assert without_room == 0, f"{path}: pictures whose room is not kept"


def test_a_visitor_finds_what_was_on_air(opened, shoot, stocked):
    page = opened(size=PHONE)
    page.goto("/")
    shoot(page, "finding-1-home")
    page.goto("/programme/")
    with page.expect_navigation():
        page.click(".slot-live .slot-goods a >> nth=0")
    shoot(page, "finding-2-goods")
    assert page.locator(".pricebox-live .on-air").is_visible()

    page = opened(size=DESKTOP)
    page.goto("/")
    box = page.locator(".shop-search input[type=search]")
    box.press_sequentially("dianfanbao", delay=10)
    page.wait_for_selector("#suggestions [role=option]")
    page.keyboard.press("ArrowDown")
    shoot(page, "finding-3-suggested")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    assert page.locator(".goods-name").all_inner_texts() == ["柴火饭电饭煲"]
    shoot(page, "finding-4-found")

    box = page.locator(".shop-search input[type=search]")
    box.fill("801")
    box.press("Enter")
    page.wait_for_url(f"**/g/{stocked.numbers[0]}/")
    gallery = page.locator(".gallery-track")
    gallery.focus()
    assert gallery.evaluate("track => document.activeElement === track")
    page.select_option("#to", "浙江省")
    page.wait_for_selector(".promise b")
    shoot(page, "finding-5-promised")

    page = opened(java_script_enabled=False)
    page.goto(f"/c/{Category.objects.get().code}/")
    with page.expect_navigation():
        page.click(".sorts a >> text=价格从低到高")
    assert page.locator(".goods-name").first.inner_text() == "云雾明前绿茶礼盒"
    page.check("input[name=price] >> nth=0")
    page.click(".facets button")
    assert page.locator(".chosen li").count() == 2
    assert page.locator(".goods-name").count() == 3

    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert page.locator("input[name=stock]").is_hidden()
    page.click(".facets-fold summary")
    page.check("input[name=stock]")
    page.click(".facets button")
    page.wait_for_url("**stock=1**")
    assert page.locator(".goods-name").count() == 3
