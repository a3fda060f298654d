"""Whoever judges a version reads it in words: no key of a row, no code of the program."""

import re
from collections.abc import Callable

from trials.language import english, spoken
from trials.people import CODES
from trials.web import Visitor

LIST = "/console/approvals/review/"
KIND = re.compile(r"[?&;]kind=([a-z_]+\.[a-z_]+)")
REVIEW = re.compile(rf'href="({LIST}[0-9a-f-]{{36}}/change/)[?"]')
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}|\b\d{10}\.0\b")


def test_what_is_under_review_is_read_in_words(visitor: Callable[[str], Visitor]) -> None:
    auditor = visitor("auditor")
    kinds = sorted(set(KIND.findall(auditor.get(LIST).text)))
    assert len(kinds) > 20
    found = {kind: said for kind in kinds if (said := wordless(auditor, kind))}
    assert found == {}


def wordless(reader: Visitor, kind: str) -> list[str]:
    """What the first reviews of a kind say in keys or in English."""
    pages = dict.fromkeys(REVIEW.findall(reader.get(f"{LIST}?kind={kind}").text)[:4])
    assert pages, kind
    found: list[str] = []
    for page in pages:
        text = reader.get(page).text
        found += [*english(text, CODES), *(one for one in spoken(text) if KEY.search(one))]
    return found
