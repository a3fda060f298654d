"""Reading what a program sent: JSON that the database can keep, or a clear no."""

import json
from typing import Any, cast

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.parser import Parser
from ninja.types import DictStrAny

DEPTH_MAX = 20


class CarefulParser(Parser):
    """Refuses what no text column can hold (NUL, half a surrogate pair), and nesting without end."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        try:
            body = json.loads(request.body, parse_constant=_no_number)
        except (ValueError, RecursionError) as problem:
            raise HttpError(400, "The body is not JSON in UTF-8.") from problem
        _refuse_unwritable(body)
        return cast(DictStrAny, body)

    def parse_querydict(self, data: Any, list_fields: list[str], request: HttpRequest) -> DictStrAny:
        for key in data:
            _refuse_unwritable([key, data.getlist(key)])
        return super().parse_querydict(data, list_fields, request)


def _no_number(name: str) -> None:
    raise ValueError(name)


def _refuse_unwritable(value: Any, depth: int = 0) -> None:
    if depth > DEPTH_MAX:
        raise HttpError(400, "The body is nested too deeply.")
    if isinstance(value, str):
        _refuse_unwritable_text(value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            _refuse_unwritable(name, depth)
            _refuse_unwritable(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _refuse_unwritable(inner, depth + 1)


def _refuse_unwritable_text(value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError:
        writable = False
    else:
        writable = "\x00" not in value
    if not writable:
        raise HttpError(400, "A text holds a character that cannot be kept.")
