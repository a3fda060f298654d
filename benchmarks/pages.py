"""Reading pages: the list and a goods page of the shop, beside the least that Django can be."""

import random
from collections.abc import Sequence
from typing import Any

from benchmarks import client
from benchmarks.servers import minimal
from zhanggui.domain.catalog.models import Category, Goods

CLIENTS = 16
REQUESTS = 3000
WARMING = 4
LIST = "/c/{code}/"
GOODS_PAGE = "/g/{number}/"


def measure(port: int) -> dict[str, Any]:
    """Pages a second, and the ratio to the minimal view's answers a second."""
    with minimal() as other:
        asked = [client.request("GET", "/", {})] * REQUESTS
        client.load(other, asked[:500], clients=CLIENTS)
        yardstick = client.load(other, asked, clients=CLIENTS).rate(200)
    codes = list(
        Category.objects.filter(goods__listed_at__isnull=False).values_list("code", flat=True).distinct()[:20]
    )
    numbers = list(Goods.objects.filter(listed_at__isnull=False).values_list("number", flat=True)[:500])
    return {
        "minimal_per_second": round(yardstick, 1),
        "list": _pages(port, [LIST.format(code=code) for code in codes], yardstick),
        "goods": _pages(port, [GOODS_PAGE.format(number=number) for number in numbers], yardstick),
    }


def _pages(port: int, paths: Sequence[str], yardstick: float) -> dict[str, Any]:
    asked = [client.request("GET", path, {"Accept": "text/html"}) for path in paths]
    # Each worker has drawn each page before it is measured, as the yardstick has been warmed up as well.
    for _ in range(WARMING):
        client.load(port, asked, clients=CLIENTS)
    requests = random.choices(asked, k=REQUESTS)
    measured = client.load(port, requests, clients=CLIENTS)
    figure = measured.rate(200)
    return {
        "pages_per_second": round(figure, 1),
        "p50_ms": round(measured.percentile(0.5), 1),
        "p99_ms": round(measured.percentile(0.99), 1),
        "ratio": round(figure / yardstick, 3),
        "statuses": dict(measured.statuses),
    }
