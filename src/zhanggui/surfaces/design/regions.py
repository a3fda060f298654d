"""Provinces, cities and districts of China, for address pickers: from the codes that python-stdnum ships."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from stdnum import numdb

_FORMER = re.compile(r"^\[[^\]]*-\d{4}\]")
_SINCE = re.compile(r"^\[[^\]]*\]")
_GROUPS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}


@dataclass(frozen=True, slots=True)
class Region:
    """One province or city, with what lies in it, by the names people write."""

    name: str
    below: dict[str, "Region"] = field(default_factory=dict)


@cache
def provinces() -> dict[str, Region]:
    """All provinces with their cities and districts, as they are today."""
    return {
        props["province"]: Region(props["province"], _cities(props["province"], rows))
        for _length, _low, _high, props, rows in numdb.get("cn/loc").prefixes
        if props.get("province")
    }


def _today(name: str) -> str:
    """The name, or nothing for a place that is no more."""
    return "" if _FORMER.match(name) else _SINCE.sub("", name)


def _cities(province: str, rows: Any) -> dict[str, Region]:
    cities: dict[str, Region] = {}
    city = Region(province)
    for _length, code, _high, props, _below in rows:
        name = _today(props.get("county", ""))
        if code.endswith("00"):
            city = Region(province if name in _GROUPS or code == "0000" else name or "?")
            if city.name != "?" and code != "0000":
                city = cities.setdefault(city.name, city)
        elif name and name not in _GROUPS:
            cities.setdefault(city.name, city).below.setdefault(name, Region(name))
    return {name: found for name, found in cities.items() if name != "?"}


def is_known(province: str, city: str) -> bool:
    """Whether there is such a city in such a province."""
    return province in provinces() and city in provinces()[province].below


def districts(province: str, city: str) -> list[str]:
    """The districts and counties of a city; none for a city that has none, or is not known."""
    found = provinces().get(province)
    known = found.below.get(city) if found else None
    return list(known.below) if known else []
