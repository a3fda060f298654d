"""How any value of any noun is written on the console: one place, so that money is money everywhere."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, pgettext
from psycopg.types.range import Range

from zhanggui.surfaces.console.words import choice_word, codes, titles
from zhanggui.surfaces.design import shown, states

NOTHING = SafeString('<span class="quiet">—</span>')
CODES = frozenset(
    {"state", "kind", "verdict", "severity", "status", "method", "channel", "result", "reason_code"}
)


def label(model: type[models.Model], name: str) -> str:
    """What a column or a fact of this noun is called, in the reader's language."""
    if name == "__str__":
        return str(model._meta.verbose_name)
    method = getattr(model, name, None)
    if callable(method) and hasattr(method, "short_description"):
        return str(method.short_description)
    try:
        words = str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    except (FieldDoesNotExist, AttributeError):
        words = name.replace("_", " ")
    said = gettext(words)
    # Of most amounts only what they are is said; an amount that needs words of its own has them.
    return said if said != words else gettext(words.removesuffix(" fen"))


HEADINGS = {"sku.goods.published_version.name": gettext_lazy("Article")}
"""Paths that are called otherwise than what they begin with."""


def heading(model: type[models.Model], path: str) -> str:
    """What a path is called above its column or beside its value: as its first step, unless it has words."""
    return str(HEADINGS[path]) if path in HEADINGS else label(model, path.split(".")[0])


def attribute(thing: Any, name: str) -> Any:
    """``order.customer.name`` by a dotted path; a method without arguments is called, nothing is nothing."""
    value = thing
    for part in name.split("."):
        if value is None:
            return None
        try:
            value = getattr(value, part)
        except ObjectDoesNotExist:
            return None
        if callable(value) and not isinstance(value, models.Manager):
            value = value()
    return value


LANGUAGES = dict(settings.LANGUAGES)
"""Each language by its own name."""
SLUG = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")
"""How codes are written."""
NAMES = frozenset({"username", "number", "name"})
"""What is a name is not translated, even if it looks like the code of a choice."""


def html(name: str, value: Any) -> SafeString:
    """The value, written for the page."""
    last = name.rsplit(".", 1)[-1]
    if value is None or value == "" or value == [] or value == {}:
        return NOTHING
    if isinstance(value, SafeString):
        return value
    if isinstance(value, bool):
        return SafeString("✓") if value else NOTHING
    if isinstance(value, int) and last.endswith("_fen"):
        return format_html('<span class="figure">{}</span>', shown.money_text(value))
    if isinstance(value, int) and last.endswith("_bp"):
        return format_html('<span class="figure">{}</span>', f"{value / 100:g}%")
    if isinstance(value, int) and last.endswith("year"):
        return format_html('<span class="figure">{}</span>', value)
    if isinstance(value, models.Model):
        return linked(value)
    if last in CODES or last.endswith("_state"):
        look = states.shown(str(value))
        own = pgettext(f"choice of {last}", str(value))
        if own != str(value):
            look = states.Shown(own, look.tone)
        elif value in titles():
            look = states.Shown(choice_word(value), "neutral")
        return format_html('<span class="badge tone-{}">{}</span>', look.tone, gettext(str(look.word)))
    if last == "language" and value in LANGUAGES:
        return format_html("{}", LANGUAGES[value])
    if last == "code":
        return format_html('<span class="code">{}</span>', value)
    if last in {"statement", "title"}:
        return format_html("{}", gettext(str(value)))
    if isinstance(value, str) and last not in NAMES and (value in codes() or value in titles()):
        return format_html("{}", choice_word(value, last))
    return _by_type(value)


def _by_type(value: Any) -> SafeString:
    match value:
        case datetime():
            return shown.time_html(value, "short")
        case date():
            return format_html("{}", shown.day_text(value))
        case time():
            return format_html("{}", f"{value:%H:%M}")
        case int():
            return format_html('<span class="figure">{}</span>', shown.number_text(value))
        case Range():
            return format_html("{} — {}", _by_type(value.lower), _by_type(value.upper))
        case UUID():
            return format_html("<code>{}</code>", str(value)[-12:])
        case Mapping():
            return _pairs(value)
        case [Mapping(), *_] if all(isinstance(item, Mapping) for item in value):
            return _grid(value)
        case list() | tuple() | set() | frozenset():
            return format_html_join("、", "{}", ((html("", item),) for item in value))
        case None:
            return NOTHING
        case str() if SLUG.fullmatch(value):
            return _code(value)
        case _:
            return format_html("{}", value)


def _code(value: str) -> SafeString:
    """A code by its word, or else marked as a code."""
    said = choice_word(value)
    known = said not in (value, value.replace("_", " "))
    return format_html("{}" if known else '<span class="code">{}</span>', said if known else value)


def _pairs(value: Mapping[str, Any]) -> SafeString:
    rows = ((_key(str(key)), html(str(key), item)) for key, item in value.items())
    return format_html(
        '<dl class="facts facts-small">{}</dl>', format_html_join("", "<dt>{}</dt><dd>{}</dd>", rows)
    )


def _grid(rows: Sequence[Mapping[str, Any]]) -> SafeString:
    """Rows that all say the same things, each thing in its column."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return format_html(
        '<div class="table-wrap"><table class="table">'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
        format_html_join("", '<th scope="col">{}</th>', ((_key(name),) for name in columns)),
        format_html_join("", "<tr>{}</tr>", ((_cells(row, columns),) for row in rows)),
    )


def _cells(row: Mapping[str, Any], columns: Sequence[str]) -> SafeString:
    return format_html_join("", "<td>{}</td>", ((html(name, row.get(name)),) for name in columns))


def _key(key: str) -> SafeString:
    """The name of an entry in the reader's language, or else marked as the code that it is."""
    words = key.removesuffix("_fen").replace("_", " ")
    said = gettext(words)
    if said == words:
        said = choice_word(key)
    return format_html('<span class="code">{}</span>' if said == words else "{}", said)


def address(thing: object) -> str:
    """The page of a thing on the console, or nothing if it has no desk."""
    if not isinstance(thing, models.Model):
        return ""
    try:
        return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])
    except NoReverseMatch:
        return ""


def named(thing: models.Model) -> SafeString:
    """A thing by its name."""
    name = getattr(thing, "shown_name", "") or str(thing)
    name = choice_word(name) if name in codes() else name
    return _code(name) if SLUG.fullmatch(name) else format_html("{}", name)


def linked(thing: models.Model) -> SafeString:
    """A thing by its name, linked to its page if it has one."""
    where = address(thing)
    return format_html('<a href="{}">{}</a>', where, named(thing)) if where else named(thing)


def unlinked(name: str, value: Any) -> SafeString:
    """The value as it stands inside a link to its row: a link within a link leads to the wrong page."""
    return named(value) if isinstance(value, models.Model) else html(name, value)


def column(
    model: type[models.Model], name: str, write: Callable[[str, Any], SafeString] = html
) -> Callable[[Any], SafeString]:
    """A column of a list."""

    @admin.display(description=gettext_lazy("value"), ordering=_ordering(model, name))
    def shows(thing: Any) -> SafeString:
        return write(name, attribute(thing, name))

    shows.short_description = heading(model, name)  # type: ignore[attr-defined]
    shows.__name__ = name.replace(".", "_")
    return shows


def _ordering(model: type[models.Model], name: str) -> str | None:
    try:
        model._meta.get_field(name.split(".")[0])
    except FieldDoesNotExist:
        return None
    return name.replace(".", "__") if "." not in name else name.split(".")[0]


def facts(thing: models.Model, names: Sequence[str]) -> list[tuple[str, SafeString]]:
    """Label and value of each, for the page of a thing."""
    return [(heading(type(thing), name), html(name, attribute(thing, name))) for name in names]
