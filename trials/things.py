"""Pages about one thing: which there are, as the code of the surfaces says, and who was shown which."""

import re
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from trials.web import Visitor

SURFACES = Path(__file__).resolve().parents[1] / "src/zhanggui/surfaces"
_PATH = re.compile(r'path\(\s*"([^"]*<[^"]+)".*?name="(\w+)"', re.DOTALL)
_LINK = re.compile(r'(?:href|action|hx-get|hx-post)="(/[^"#?]*)')
_PARTS = {"uuid": r"[0-9a-f]{8}-[0-9a-f-]{27}", "int": r"\d+", "str": r"[^/]+", "slug": r"[\w-]+"}
PAGES_MAX = 160


@dataclass(frozen=True)
class Route:
    """An address with a thing in it."""

    name: str
    pattern: re.Pattern[str]
    path: str


def routes(surface: str, prefix: str) -> list[Route]:
    """Every route of a surface that names a thing."""
    text = (SURFACES / surface / "urls.py").read_text(encoding="utf-8")
    found = []
    for path, name in _PATH.findall(text):
        pattern = re.escape(prefix) + re.sub(
            r"\\?<(\w+):\w+\\?>", lambda kind: _PARTS[kind[1]], re.escape(path).replace(r"\:", ":")
        )
        found.append(Route(name, re.compile(pattern + "$"), prefix + path))
    return found


def shown(visitor: Visitor, starts: list[str], within: str) -> set[str]:
    """The addresses of links and forms on the pages that this visitor reaches from these, few a kind."""
    seen, kinds, addresses = set(starts), dict[str, int](), set[str]()
    waiting = deque(starts)
    while waiting and len(seen) < PAGES_MAX:
        answer = visitor.get(waiting.popleft())
        if answer.status != 200 or "html" not in answer.kind:
            continue
        found = set(_LINK.findall(answer.text))
        addresses |= found
        for link in sorted(found - seen):
            kind = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z]*\d[\w-]*", "*", link)
            if re.match(within, link) and "logout" not in link and kinds.get(kind, 0) < 3:
                kinds[kind] = kinds.get(kind, 0) + 1
                seen.add(link)
                waiting.append(link)
    return addresses


def named_by(route: Route, addresses: set[str], routes_: list[Route]) -> list[str]:
    """Those of the addresses that are this route's, and of no route before it."""
    before = routes_[: routes_.index(route)]
    return sorted(
        one for one in addresses if route.pattern.match(one) and not any(r.pattern.match(one) for r in before)
    )


def made(route: Route, number: str) -> str:
    """The address of this route for a thing of this number; empty where things are named otherwise."""
    return re.sub(r"<str:\w+>", number, route.path) if "<uuid:" not in route.path else ""
