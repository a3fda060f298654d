"""Approval numbers and endorsers: pure rules."""

from datetime import date

import pytest

from zhanggui.domain.advertising.rules import Endorser, endorser_problem, read_approval_number
from zhanggui.kernel.ids import new_id

TODAY = date(2026, 11, 22)

NUMBERS = {
    "health food in words": ("浙食健广审（文）第271231-00012号", date(2027, 12, 31)),
    "medicine as video": ("京药广审(视)第260228-00001号", date(2026, 2, 28)),
    "a device on sound": ("沪械广审（声）第301115-12345号", date(2030, 11, 15)),
    "no such day": ("浙食健广审（文）第270231-00012号", None),
    "no province": ("食健广审（文）第271231-00012号", None),
    "an old form": ("国食健广审(视)第2026030001号", None),
    "words after it": ("浙食健广审（文）第271231-00012号 有效", None),
}


@pytest.mark.parametrize(("text", "until"), NUMBERS.values(), ids=NUMBERS)
def test_a_number_of_the_authority_says_its_last_day(text, until):
    number = read_approval_number(text)
    assert (number.until if number else None) == until


ENDORSERS = {
    "in order": ({}, ["ordinary"], ""),
    "ten today": ({"born_on": date(2016, 11, 22)}, ["ordinary"], ""),
    "ten tomorrow": ({"born_on": date(2016, 11, 23)}, ["ordinary"], "young"),
    "has not used it": ({"used_goods": " "}, ["ordinary"], "unused"),
    "checked long ago": ({"checked_on": date(2026, 8, 1)}, ["ordinary"], "unchecked"),
    "checked in the future": ({"checked_on": date(2026, 12, 1)}, ["ordinary"], "unchecked"),
    "for health food": ({}, ["health_food"], "class"),
}


@pytest.mark.parametrize(("change", "classes", "problem"), ENDORSERS.values(), ids=ENDORSERS)
def test_who_may_recommend_goods(change, classes, problem):
    plain = {
        "name": "王女士",
        "born_on": date(1980, 5, 1),
        "used_goods": "使用三个月",
        "checked_on": date(2026, 11, 1),
        "consent": new_id(),
    }
    assert endorser_problem(Endorser(**plain | change), classes, TODAY) == problem
