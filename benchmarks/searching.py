"""Search and category pages over 200,000 goods, beside the least that Django can be.

    python -m benchmarks.searching [--goods 200000]

Real pages over HTTP by eight clients: whoever searches gets the whole page of results, with prices and stock
of the moment. Words are taken from the names of the catalogue itself, Chinese and English, each asked as a
customer would: one word, two words, and some words in pinyin; how often each is asked follows its rank, as in
every shop. A search that finds nothing counts as a failure.
"""

import argparse
import json
import os
import random
import sys
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

CLIENTS = 8
REQUESTS = 3_000
WORDS = 400
GOODS = 200_000
GOAL_PER_SECOND, GOAL_P99_MS, GOAL_CATEGORY_RATIO = 300, 100, 0.05
FILTERS = (
    "",
    "?sort=cheap",
    "?stock=1&sort=sales",
    "?price=1",
    "?brand=品牌7&brand=品牌8",
    "?attr=颜色=深蓝",
    "?stars=4",
)


def measure(goods: int = GOODS) -> dict[str, Any]:
    """Searches and category pages a second, their slowest hundredth, and the ratio to a minimal view."""
    from benchmarks import catalogue, client
    from benchmarks.servers import house, minimal

    shown = catalogue.fill(goods)
    with minimal() as port:
        asked = [client.request("GET", "/", {})] * REQUESTS
        client.load(port, asked[:500], clients=CLIENTS)
        yardstick = client.load(port, asked, clients=CLIENTS).rate(200)
    with house() as port:
        found = {
            "goods": shown,
            "minimal_per_second": round(yardstick, 1),
            "chinese": _asked(port, _paths(chinese()), yardstick),
            "english": _asked(port, _paths(english()), yardstick),
            "category": _asked(port, _categories(), yardstick),
        }
    return found


def chinese() -> list[str]:
    """What customers type: words of names, two of them, and pinyin of the frequent ones."""
    from zhanggui.domain.catalog.models import SearchTerm
    from zhanggui.domain.catalog.search import is_chinese

    known = SearchTerm.objects.filter(goods__gt=0).exclude(pinyin="").order_by("-goods", "term")
    terms = [(one.term, one.pinyin) for one in known[: WORDS * 4] if is_chinese(one.term)]
    chance = random.Random(7)
    single = [term for term, _ in terms[:WORDS]]
    sounds = [pinyin for _, pinyin in chance.sample(terms[:WORDS], min(len(terms), WORDS // 10))]
    return single + _pairs(is_wanted=is_chinese, count=WORDS // 2) + sounds


def english() -> list[str]:
    """English words and pairs of them, as they stand together in a name."""
    from benchmarks.catalogue import ADJECTIVES, MATERIALS, NOUNS

    single = [*ADJECTIVES, *MATERIALS, *NOUNS]
    return single + _pairs(is_wanted=lambda word: word in set(single), count=WORDS - len(single))


def _pairs(*, is_wanted: Any, count: int) -> list[str]:
    """Two words that stand in one name, so that they find it."""
    from zhanggui.domain.catalog.models import GoodsVersion
    from zhanggui.domain.catalog.search import words_of

    chance, made = random.Random(11), []
    names = list(GoodsVersion.objects.order_by("id").values_list("name", flat=True)[: count * 20])
    while len(made) < count and names:
        words = [word for word in dict.fromkeys(words_of(chance.choice(names))) if is_wanted(word)]
        if len(words) > 1:
            made.append(" ".join(chance.sample(words, 2)))
    return made


def _paths(words: Sequence[str]) -> list[str]:
    return [f"/search/?q={quote(one)}" for one in words]


def _categories() -> list[str]:
    from zhanggui.domain.catalog.models import Category

    codes = Category.objects.filter(code__startswith="bench-").order_by("code").values_list("code", flat=True)
    return [f"/c/{code}/{quote(chosen, safe='?&=')}" for code in codes for chosen in FILTERS]


def _asked(port: int, paths: Sequence[str], yardstick: float) -> dict[str, Any]:
    """Each address once, as a first customer would; then as often as its rank says."""
    from benchmarks import client

    requests = [client.request("GET", path, {"Accept": "text/html"}) for path in paths]
    # A process that has just started reads its dictionaries once.
    client.load(port, [client.request("GET", "/search/?q=zhanggui", {})] * 4 * CLIENTS, clients=CLIENTS)
    first = client.load(port, requests, clients=CLIENTS)
    weights = [1 / (rank + 10) for rank in range(len(requests))]
    measured = client.load(port, random.Random(3).choices(requests, weights, k=REQUESTS), clients=CLIENTS)
    return {
        "addresses": len(paths),
        "first_per_second": round(first.rate(200), 1),
        "first_p99_ms": round(first.percentile(0.99), 1),
        "per_second": round(measured.rate(200), 1),
        "p50_ms": round(measured.percentile(0.5), 1),
        "p99_ms": round(measured.percentile(0.99), 1),
        "ratio": round(measured.rate(200) / yardstick, 3),
        "statuses": dict(first.statuses + measured.statuses),
    }


def is_good(found: dict[str, Any]) -> bool:
    """Whether every goal was met."""
    fast = all(
        found[name][f"{asked}per_second"] >= GOAL_PER_SECOND and found[name][f"{asked}p99_ms"] < GOAL_P99_MS
        for name in ("chinese", "english")
        for asked in ("", "first_")
    )
    answered = all(set(found[name]["statuses"]) == {200} for name in ("chinese", "english", "category"))
    return fast and answered and found["category"]["ratio"] >= GOAL_CATEGORY_RATIO


def main() -> None:
    """Measure, print, and leave with status 1 where a goal is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--goods", type=int, default=GOODS)
    asked = options.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhanggui.config.settings")
    import django

    django.setup()
    found = measure(asked.goods)
    print(json.dumps(found, indent=2))
    sys.exit(0 if is_good(found) else 1)


if __name__ == "__main__":
    main()
