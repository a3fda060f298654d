"""What a waybill may show (PI-18): a name, number and street with parts hidden."""

import re

_NUMBER = r"(?:\d+|[A-Za-z]+|[一二三四五六七八九十]+)"
_UNIT = re.compile(_NUMBER + r"\s*(?:栋|幢|座|单元|号楼|层|楼|室|户)|#\s*\d+|\d+(?:-\d+)+")


def label_name(name: str) -> str:
    """A name with at least one character hidden: 王*明, 李*."""
    if len(name) <= 1:
        return "*"
    return name[0] + "*" * max(1, len(name) - 2) + (name[-1] if len(name) > 2 else "")


def label_mobile(mobile: str) -> str:
    """A number with at least six digits hidden: 138******78."""
    digits = len(mobile)
    return mobile[:3] + "*" * (digits - 5) + mobile[-2:] if digits >= 11 else "*" * digits


def label_street(street: str) -> str:
    """A street without building, unit and room: 文一西路 969 号 ***."""
    found = _UNIT.search(street)
    return street if found is None else street[: found.start()].rstrip() + " ***"
