"""Every desk of the console opens for those who may open it, and no button leads nowhere."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from trials.people import STAFF
from trials.web import Visitor

LINK = re.compile(r'href="(/console/[^"#?]*)"')


@pytest.mark.parametrize("username", STAFF)
def test_every_link_of_the_sidebar_and_the_first_thing_of_each_list_open(
    visitor: Callable[[str], Visitor], username: str
) -> None:
    someone = visitor(username)
    home = someone.get("/console/")
    assert home.status == 200
    lists = sorted({link for link in LINK.findall(home.text) if link != "/console/logout/"})
    assert lists
    problems = []
    for address in lists:
        page = someone.get(address)
        if page.status not in {200, 302}:
            problems.append((address, page.status))
            continue
        problems += _things_of(someone, address, page.text)
    assert not problems


def _things_of(someone: Visitor, address: str, text: str) -> list[Any]:
    """The first thing of a list, every act offered on it, and every start above the list."""
    problems = []
    inner = [link for link in dict.fromkeys(LINK.findall(text)) if link.startswith(address)]
    starts = [link for link in inner if "/start/" in link]
    things = [link for link in inner if re.search(r"/[0-9a-f-]{36}/(change/)?$", link)][:1]
    for link in starts + things:
        page = someone.get(link)
        if page.status != 200:
            problems.append((link, page.status))
            continue
        for act in dict.fromkeys(LINK.findall(page.text)):
            if "/act/" in act and link.removesuffix("change/") in act:
                status = someone.get(act).status
                if status != 200:
                    problems.append((act, status))
    return problems


REPORTS = {
    "/console/stock/accounts/", "/console/stock/ageing/", "/console/after-sales/rates/",
    "/console/freight/analysis/", "/console/inventory/measures/",
}  # fmt: skip
"""Reports, not lists of one noun: what can be taken out of them is their own."""


@pytest.mark.parametrize("username", ["reviewer", "warehouse", "finance"])
def test_a_list_comes_as_an_excel_workbook(visitor: Callable[[str], Visitor], username: str) -> None:
    someone = visitor(username)
    home = someone.get("/console/")
    lists = [link for link in LINK.findall(home.text) if link.count("/") == 4]
    for address in dict.fromkeys(lists):
        if address in REPORTS:
            continue
        sheet = someone.get(f"{address}export.xlsx")
        assert (sheet.status, sheet.body[:2]) == (200, b"PK"), address
