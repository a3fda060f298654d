"""Joined catalogues say what they said before, and are asked once."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.utils.translation import trans_real

from zhanggui.config import catalogues

LANGUAGES = [code for code, _ in settings.LANGUAGES]


@pytest.fixture
def before() -> Iterator[dict[str, Any]]:
    """The catalogues of each language as Django keeps them, which they are again afterwards."""
    kept = {code: trans_real.translation(code)._catalog for code in LANGUAGES}  # type: ignore[attr-defined]
    for code, catalog in kept.items():
        trans_real.translation(code)._catalog = copy.copy(catalog)  # type: ignore[attr-defined]
    yield kept
    for code, catalog in kept.items():
        trans_real.translation(code)._catalog = catalog  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_found_as_before_in_one_place(before: dict[str, Any], language: str) -> None:
    catalogues.merge()
    after: Any = trans_real.translation(language)._catalog  # type: ignore[attr-defined]
    assert len(after._catalogs) == 1
    words = {key for key, _ in before[language].items() if isinstance(key, str)}
    assert {key: after.get(key) for key in words} == {key: before[language].get(key) for key in words}
    counted = {key[0] for key, _ in before[language].items() if isinstance(key, tuple)}
    for key in counted:
        assert [after.plural(key, many) for many in (1, 2)] == [
            before[language].plural(key, many) for many in (1, 2)
        ]
    assert language == "en" or len(words) > 1_000


def test_other_ways_to_count_stay_apart() -> None:
    one, other = (lambda n: 0), (lambda n: int(n != 1))
    tables, ways = catalogues._joined(
        [{"a": "first"}, {"a": "second", "b": "too"}, {"c": "apart"}], [one, one, other]
    )
    assert (tables, ways) == ([{"a": "first", "b": "too"}, {"c": "apart"}], [one, other])
