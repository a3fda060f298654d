"""The facts the house knows: each a frozen dataclass with a stable name and a sentence."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext, pgettext

from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import yuan

F = TypeVar("F")

CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
"""A word of a program, such as a state: read by people in their language, under the context ``code``, or,
where it means something else in one package, under ``code of`` that package."""

_vocabulary: dict[str, type] = {}


def fact(name: str, sentence: str) -> Callable[[type[F]], type[F]]:
    """Declare a fact: ``name`` is stored, ``sentence`` (an English message id) is what people read.

    Placeholders of the sentence are fields; a field ending in ``_fen`` is shown as yuan.
    """

    def declare(cls: type[F]) -> type[F]:
        if not is_dataclass(cls) or not cls.__dataclass_params__.frozen:  # type: ignore[attr-defined]
            raise TypeError(f"{cls.__name__} must be a frozen dataclass")
        known = _vocabulary.setdefault(name, cls)
        if known is not cls:
            raise ValueError(f"Two facts are called {name}: {known.__name__}, {cls.__name__}")
        cls.fact_name = name  # type: ignore[attr-defined]
        cls.fact_sentence = sentence  # type: ignore[attr-defined]
        cls.fact_fields = tuple(field.name for field in fields(cls))  # type: ignore[attr-defined]
        return cls

    return declare


def known_facts() -> Mapping[str, type]:
    """Every declared fact by name."""
    return dict(sorted(_vocabulary.items()))


def name_of(cls: type) -> str:
    """The stable name of a declared fact."""
    name: str = cls.fact_name  # type: ignore[attr-defined]
    return name


def written(stated: object) -> str:
    """The fact's fields as JSON text."""
    names: tuple[str, ...] = stated.fact_fields  # type: ignore[attr-defined]
    return json.dumps({name: getattr(stated, name) for name in names}, default=_plain, ensure_ascii=False)


def sentence(name: str, body: Mapping[str, Any]) -> str:
    """The fact as a sentence in the reader's language."""
    cls = _vocabulary.get(name)
    if cls is None:
        return name
    return gettext(cls.fact_sentence).format_map(_Shown(name, body))  # type: ignore[attr-defined]


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, set | frozenset | tuple):
        return sorted(value)
    raise TypeError(f"A fact cannot hold a {type(value).__name__}")


class _Shown(dict[str, Any]):
    """The fields of a fact as people read them."""

    def __init__(self, name: str, body: Mapping[str, Any]) -> None:
        super().__init__(body)
        self.context = f"code of {name.partition('.')[0]}"

    def __getitem__(self, key: str) -> Any:
        value = super().__getitem__(key)
        if key.endswith("_fen") and isinstance(value, int):
            return f"¥{yuan(value):,}"
        if (key.endswith("_at") or key in {"since", "until"}) and isinstance(value, str):
            return f"{datetime.fromisoformat(value).astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
        if isinstance(value, str) and CODE.fullmatch(value):
            here = pgettext(self.context, value)
            return pgettext("code", value) if here == value else here
        return value

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
