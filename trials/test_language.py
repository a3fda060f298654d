"""Every page of every role speaks Chinese: a walk through all links, one page of each kind."""

import re
from collections import deque
from collections.abc import Callable

import pytest

from trials.language import english
from trials.people import CARRIERS, CODES, STAFF, SUPPLIERS
from trials.web import Visitor

LINK = re.compile(r'(?:href|hx-get)="(/[^"#?]*)"')
NOT_PAGES = re.compile(
    r"^/(static|api|picture|gateway|metrics|healthz|i18n|style/choose|licences/.)|/export|\.xlsx|logout|/file/|\.svg"
)
VARIABLE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{3,}|(?<=/)[0-9A-Z]{1,4}-?\d{2,}[0-9A-Z-]*")
PAGES_MAX = 250

STARTS = {
    **dict.fromkeys(STAFF, "/console/"),
    SUPPLIERS[0]: "/partners/",
    CARRIERS[0]: "/partners/",
    "": "/",
}


@pytest.mark.parametrize("username", STARTS, ids=lambda name: name or "everybody")
def test_no_page_of_a_role_holds_english(visitor: Callable[[str], Visitor], username: str) -> None:
    assert walk(visitor(username), STARTS[username], names=CODES) == {}


def walk(someone: Visitor, start: str, names: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """English by page, over one page of each kind that can be reached from here."""
    waiting, kinds, found = deque([start]), {VARIABLE.sub("*", start)}, {}
    for _ in range(PAGES_MAX):
        if not waiting:
            break
        path = waiting.popleft()
        answer = someone.get(path)
        if "text/html" not in answer.kind:
            continue
        if words := english(answer.text, names):
            found[path] = words
        for link in dict.fromkeys(LINK.findall(answer.text)):
            kind = VARIABLE.sub("*", link)
            if kind not in kinds and not NOT_PAGES.search(link):
                kinds.add(kind)
                waiting.append(link)
    return found
