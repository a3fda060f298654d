"""What a reader has narrowed a list down to, as its address says it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from zhanggui.journeys.arrange_shelf import BANDS_FEN
from zhanggui.kernel.numbers import whole_number
from zhanggui.surfaces.storefront.finding import ORDERS, PAGE, Wish

GROUPS = {"brand": "b:", "price": "p:", "origin": "o:", "attr": "a:"}
"""Of these a reader may choose several; what they choose of one group are alternatives."""
SINGLES = {"stock": "s", "air": "air"}
STARS = ("4", "3")
CHOICES_MAX = 8


@dataclass(frozen=True, slots=True)
class Filters:
    """Choices of each group, switches, and the order."""

    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    switches: tuple[str, ...] = ()
    stars: str = ""
    order: str = "best"
    default_order: str = "best"

    @property
    def are_set(self) -> bool:
        """Whether anything is narrowed down."""
        return bool(self.switches or self.stars or any(values for _, values in self.groups))

    def chosen(self, group: str) -> tuple[str, ...]:
        """What is chosen of one group."""
        return dict(self.groups).get(group, ())

    def address(
        self, more: Mapping[str, str] | None = None, *, without: tuple[str, str] | None = None
    ) -> str:
        """The query of an address that says the same, but for one choice."""
        pairs = [(group, value) for group, values in self.groups for value in values]
        pairs += [(name, "1") for name in self.switches]
        pairs += [("stars", self.stars)] if self.stars else []
        pairs += [("sort", self.order)] if self.order != self.default_order else []
        return urlencode([*(pair for pair in pairs if pair != without), *(more or {}).items()])

    def wish(self, *, category: str = "", after: str = "", limit: int = PAGE) -> Wish:
        """What the list is asked for."""
        facets = [f"c:{category}"] if category else []
        facets += [SINGLES[name] for name in self.switches]
        facets += [f"r:{self.stars}"] if self.stars else []
        either = [tuple(GROUPS[group] + value for value in values) for group, values in self.groups if values]
        alone = [group[0] for group in either if len(group) == 1]
        return Wish(
            facets=(*facets, *alone),
            either=tuple(group for group in either if len(group) > 1),
            order=self.order,
            after=after,
            limit=limit,
        )


def read(query: QueryDict, *, order: str = "best") -> Filters:
    """The choices of an address. What no page of ours offers is left out."""
    asked = query.get("sort", order)
    return Filters(
        groups=tuple((group, _values(group, query.getlist(group))) for group in GROUPS),
        switches=tuple(name for name in SINGLES if query.get(name) == "1"),
        stars=query.get("stars", "") if query.get("stars") in STARS else "",
        order=asked if asked in ORDERS else order,
        default_order=order,
    )


def _values(group: str, given: Iterable[str]) -> tuple[str, ...]:
    known = [value.strip()[:120] for value in given if value.strip() and "\x00" not in value]
    if group == "price":
        known = [value for value in known if whole_number(value, most=len(BANDS_FEN)) is not None]
    return tuple(dict.fromkeys(known))[:CHOICES_MAX]


def without_filters(filters: Filters) -> Filters:
    """The same order, narrowed down by nothing."""
    return replace(filters, groups=(), switches=(), stars="")
