"""What is asked about whom to write to becomes a segment: all or any of the conditions, and who is spared."""

import pytest

from tests import shop
from zhanggui.domain.campaigns.segments import (
    Agreed,
    All,
    AnyOf,
    Bought,
    Joined,
    Lives,
    Not,
    Silent,
    read,
    written,
)
from zhanggui.surfaces.console.questions import asked
from zhanggui.surfaces.console.segment_words import questions, said, segment_of

pytestmark = pytest.mark.django_db
EAST = Lives(provinces=("浙江省", "上海市"))
ASKED = [
    pytest.param({"silent": 180, "provinces": "浙江省 上海市"}, (EAST, Silent(days=180)), id="all must hold"),
    pytest.param(
        {"how": "any", "silent": 180, "provinces": "浙江省 上海市"},
        (AnyOf((EAST, Silent(days=180))),),
        id="one is enough",
    ),
    pytest.param({"how": "any", "silent": 180}, (Silent(days=180),), id="one of one"),
    pytest.param(
        {"how": "any", "silent": 180, "joined": 30, "spare": 7, "not_joined": 3, "not_provinces": "海南省"},
        (
            AnyOf((Joined(days=30), Silent(days=180))),
            Not(Bought(days=7)),
            Not(Lives(provinces=("海南省",))),
            Not(Joined(days=3)),
        ),
        id="one is enough, and some are spared",
    ),
]


@pytest.mark.parametrize(("answers", "parts"), ASKED)
def test_conditions_are_combined_as_asked(answers, parts):
    form = asked(**questions())({"how": "all", **answers})
    assert form.is_valid(), form.errors
    segment = segment_of(form.cleaned_data)

    assert segment == All((Agreed(), *parts))
    assert read(written(segment)) == segment


def test_a_combination_is_said_in_words(noon):
    leaf = shop.category(noon)
    form = asked(**questions())({"how": "any", "silent": 180, "joined": 30, "not_category": leaf.pk})
    assert form.is_valid()
    words = said(segment_of(form.cleaned_data))
    assert "（" in words
    assert "或" in words
    assert leaf.name_zh in words
