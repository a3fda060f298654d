"""What a list can be narrowed down by, and how many goods that leaves."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from zhanggui.domain.catalog.models import FacetCount
from zhanggui.journeys.arrange_shelf import BANDS_FEN
from zhanggui.surfaces.design.kept import Kept
from zhanggui.surfaces.design.shown import number_text, yuan_text
from zhanggui.surfaces.storefront.filters import GROUPS, SINGLES, STARS, Filters
from zhanggui.surfaces.storefront.matching import BETWEEN, Matches

OPTIONS_MAX = 12
_kept: Kept[dict[str, int]] = Kept(size=500, seconds=60)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a group."""

    name: str
    value: str
    label: str
    goods: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Choices of one kind."""

    title: str
    options: Sequence[Option]


@dataclass(frozen=True, slots=True)
class Chosen:
    """One choice that was made, and the address without it."""

    label: str
    address: str


def of_category(code: str) -> Mapping[str, int]:
    """How many goods of this category have each facet, as last counted; read once a minute."""
    return _kept.get(code, lambda: dict(_counts(code)))


def _counts(code: str) -> Iterable[tuple[str, int]]:
    return FacetCount.objects.filter(category=code).values_list("facet", "goods")


def of_matches(matches: Matches) -> Mapping[str, int]:
    """The same of what was found by words."""
    return Counter(matches.facets.split(BETWEEN))


def forget() -> None:
    """Read anew next time."""
    _kept.forget()


def groups(counts: Mapping[str, int], filters: Filters) -> list[Group]:
    """What the side of a list offers: only what leaves something, the most frequent first."""
    made = [
        Group(gettext("Brand"), _several("brand", counts, filters)),
        Group(gettext("Price"), _bands(counts, filters)),
        Group(gettext("Rating"), _stars(counts, filters)),
        Group(gettext("Availability"), _switches(counts, filters)),
        Group(gettext("Origin"), _several("origin", counts, filters)),
        *_attributes(counts, filters),
    ]
    return [group for group in made if len(group.options) > 1 or any(one.is_chosen for one in group.options)]


def draw(groups: Sequence[Group]) -> SafeString:
    """The groups as they stand in the form. A hundred choices are drawn for a page, so by no template."""
    return mark_safe("".join(map(_fieldset, groups)))  # noqa: S308


def _fieldset(group: Group) -> str:
    options = "".join(map(_option, group.options))
    return f'<fieldset class="facet"><legend>{escape(group.title)}</legend>{options}</fieldset>'


def _option(one: Option) -> str:
    kind = "radio" if one.name == "stars" else "checkbox"
    checked = " checked" if one.is_chosen else ""
    goods = f"<small>{number_text(one.goods)}</small>" if one.goods else ""
    return (
        f'<label class="facet-option"><input type="{kind}" name="{one.name}" value="{escape(one.value)}"'
        f"{checked} data-submits><span>{escape(one.label)}</span>{goods}</label>"
    )


def _several(group: str, counts: Mapping[str, int], filters: Filters) -> list[Option]:
    prefix, chosen = GROUPS[group], filters.chosen(group)
    known = {facet[len(prefix) :]: goods for facet, goods in counts.items() if facet.startswith(prefix)}
    known |= {value: known.get(value, 0) for value in chosen}
    ranked = sorted(known.items(), key=lambda row: (row[0] not in chosen, -row[1], row[0]))
    return [Option(group, value, value, goods, value in chosen) for value, goods in ranked[:OPTIONS_MAX]]


def _bands(counts: Mapping[str, int], filters: Filters) -> list[Option]:
    chosen = filters.chosen("price")
    return [
        Option("price", str(place), band_label(place), counts.get(f"p:{place}", 0), str(place) in chosen)
        for place in range(len(BANDS_FEN) + 1)
        if counts.get(f"p:{place}") or str(place) in chosen
    ]


def band_label(place: int) -> str:
    """A price band in words."""
    if place == 0:
        return gettext("under %(most)s") % {"most": yuan_text(BANDS_FEN[0])}
    if place == len(BANDS_FEN):
        return gettext("%(least)s and more") % {"least": yuan_text(BANDS_FEN[-1])}
    return f"{yuan_text(BANDS_FEN[place - 1])}–{yuan_text(BANDS_FEN[place])}"


def _stars(counts: Mapping[str, int], filters: Filters) -> list[Option]:
    return [
        Option("stars", star, stars_label(star), counts.get(f"r:{star}", 0), filters.stars == star)
        for star in STARS
        if counts.get(f"r:{star}") or filters.stars == star
    ]


def stars_label(star: str) -> str:
    """At least so many stars."""
    return gettext("%(stars)s stars and more") % {"stars": star}


def _switches(counts: Mapping[str, int], filters: Filters) -> list[Option]:
    labels = switch_labels()
    made = [
        Option(name, "1", labels[name], counts.get(facet, 0), name in filters.switches)
        for name, facet in SINGLES.items()
    ]
    return [one for one in made if one.goods or one.is_chosen]


def switch_labels() -> dict[str, str]:
    """What the switches are called."""
    return {"stock": gettext("In stock"), "air": gettext("On air now")}


def _attributes(counts: Mapping[str, int], filters: Filters) -> list[Group]:
    chosen, found = filters.chosen("attr"), dict[str, list[Option]]()
    known = {facet[2:]: goods for facet, goods in counts.items() if facet.startswith("a:")}
    known |= {value: known.get(value, 0) for value in chosen}
    for value, goods in sorted(known.items(), key=lambda row: (-row[1], row[0])):
        name, _, label = value.partition("=")
        options = found.setdefault(name, [])
        if len(options) < OPTIONS_MAX:
            options.append(Option("attr", value, label, goods, value in chosen))
    return [Group(name, options) for name, options in list(found.items())[:4]]


def chosen(filters: Filters, more: Mapping[str, str]) -> list[Chosen]:
    """What was chosen, each with the address that takes it back."""
    labels = switch_labels()
    made = [
        Chosen(_label(group, value), filters.address(more, without=(group, value)))
        for group, values in filters.groups
        for value in values
    ]
    made += [Chosen(labels[name], filters.address(more, without=(name, "1"))) for name in filters.switches]
    if filters.stars:
        without = filters.address(more, without=("stars", filters.stars))
        made.append(Chosen(stars_label(filters.stars), without))
    return made


def _label(group: str, value: str) -> str:
    if group == "price":
        return band_label(int(value))
    return value.partition("=")[2] or value if group == "attr" else value
