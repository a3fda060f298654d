"""Lists of goods: everything, a category, and what is found by words; narrowed down, in a chosen order."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from zhanggui.domain.broadcast import on_air
from zhanggui.domain.catalog.models import Goods, Sku
from zhanggui.domain.catalog.search import asked
from zhanggui.domain.catalog.terms import WordBook, did_you_mean, others_of, suggest, word_book
from zhanggui.domain.columns.states import Place
from zhanggui.kernel import clock
from zhanggui.kernel.numbers import whole_number
from zhanggui.surfaces.design.kept import Kept
from zhanggui.surfaces.storefront import cards, categories, facets, filters, frames, places, shelf
from zhanggui.surfaces.storefront.categories import Branch
from zhanggui.surfaces.storefront.filters import Filters
from zhanggui.surfaces.storefront.finding import PAGE
from zhanggui.surfaces.storefront.matching import PAGES_FOUND, matching

FEW = 3
"""Of so few results the page asks whether something else was meant."""
Context = Callable[[], dict[str, Any]]
_book: Kept[WordBook] = Kept(size=1, seconds=300)
_others: Kept[dict[str, list[str]]] = Kept(size=2_000, seconds=300)
_meant: Kept[str] = Kept(size=2_000, seconds=300)
_matched: Kept["Found"] = Kept(size=1_000, seconds=20)


@dataclass(frozen=True, slots=True)
class Found:
    """Which goods words have found, the best match first, and what they can be narrowed down by, as drawn.

    The order of goods follows figures that are minutes old, so it may be known for twenty seconds; what a
    page shows of the goods is read each time.
    """

    goods: Sequence[UUID]
    facets: SafeString


def forget() -> None:
    """Ask anew next time what words mean."""
    _book.forget()
    _others.forget()
    _meant.forget()
    _matched.forget()


def orders() -> list[tuple[str, str]]:
    """The orders a reader may choose, and what they are called."""
    return [
        ("best", gettext("Recommended")),
        ("sales", gettext("Best sold")),
        ("rating", gettext("Rating")),
        ("newest", gettext("Newest")),
        ("cheap", gettext("Price, low first")),
        ("dear", gettext("Price, high first")),
        ("air", gettext("On air first")),
    ]


@require_safe
def all_goods(request: HttpRequest) -> HttpResponse:
    """Everything on sale, the newest first."""
    chosen = filters.read(request.GET, order="newest")
    return _list(request, chosen, "", lambda: {"roots": categories.roots(), "canonical": request.path})


@require_safe
def category(request: HttpRequest, code: str) -> HttpResponse:
    """The goods of one category and everything below it."""
    tree = categories.tree()
    branch = tree.get(code)
    if branch is None:
        raise Http404
    return _list(request, filters.read(request.GET), code, partial(_surroundings, branch, tree))


def _surroundings(branch: Branch, tree: dict[str, Branch]) -> dict[str, Any]:
    above = [other for other in tree.values() if branch.path.startswith(other.path) and other is not branch]
    children = [tree[child] for child in branch.children]
    return {
        "title": branch.name,
        "branch": branch,
        "above": above,
        "children": children,
        "canonical": reverse("storefront:category", args=[branch.code]),
    }


def _list(request: HttpRequest, chosen: Filters, code: str, more: Context) -> HttpResponse:
    at, after = clock.now(), request.GET.get("after", "")[:12]
    goods, follows = shelf.listed(chosen.wish(category=code, after=after), at=at)
    paid = places.drawn(request, Place.CATEGORY, _path_codes(code), at=at) if code else ""
    following = chosen.address({"after": goods[-1].number}) if follows and goods else ""

    def context() -> dict[str, Any]:
        offered = facets.of_category(code) if code else {}
        return {
            **more(),
            **_tools(chosen),
            "facets": facets.draw(facets.groups(offered, chosen)),
            "sorts": _sorts(chosen),
            "following": following,
            "is_first": not after,
        }

    return _page(request, context, (code, chosen, after, following), cards=cards.draw(goods), places=paid)


def _path_codes(code: str) -> list[str]:
    return categories.tree()[code].path.strip("/").split("/")


def _tools(chosen: Filters, more: Mapping[str, str] | None = None) -> dict[str, Any]:
    return {
        "chosen": facets.chosen(chosen, more or {}),
        "cleared": filters.without_filters(chosen).address(more),
        "order": chosen.order,
        "default_order": chosen.default_order,
    }


def _sorts(chosen: Filters, more: Mapping[str, str] | None = None) -> SafeString:
    """Links to this list in every order, each from its first page."""
    here = replace(chosen, order=chosen.default_order).address(more)
    drawn = []
    for name, label in orders():
        asked = "" if name == chosen.default_order else f"&sort={name}" if here else f"sort={name}"
        current = ' aria-current="true"' if name == chosen.order else ""
        drawn.append(f'<a href="?{escape(here + asked)}"{current}>{escape(label)}</a>')
    return mark_safe("".join(drawn))  # noqa: S308


def _page(request: HttpRequest, context: Context, key: Hashable, **fills: str) -> HttpResponse:
    return frames.page(request, "storefront/listing.html", (request.path, key), context, **fills)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Goods by words, or straight to the goods by the number of an item, of goods, or of a SKU."""
    text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:80]
    if address := _straight(text):
        return HttpResponseRedirect(address)
    at, chosen, page = clock.now(), filters.read(request.GET), _page_number(request)
    found = _matched.get((text.lower(), chosen, get_language()), lambda: _find(text, chosen))
    few = text and len(found.goods) < FEW and not chosen.are_set
    meant = _meant.get(text.lower(), lambda: did_you_mean(text, _words())) if few else ""
    more, follows = {"q": text}, page < PAGES_FOUND and len(found.goods) > page * PAGE
    # Nothing of the words is drawn by a template where nothing is chosen: one frame serves all of them.
    return _page(
        request,
        lambda: {**_tools(chosen, more), "meant": meant, "is_first": page == 1},
        (chosen, text if chosen.are_set else "", meant, page == 1),
        query=_written(text),
        cards=cards.draw(shelf.offered(found.goods[(page - 1) * PAGE : page * PAGE], at=at)),
        places=places.drawn(request, Place.SEARCH, [text.lower()], at=at) if text else "",
        facets=found.facets,
        sorts=_sorts(chosen, more),
        following=_written(chosen.address({**more, "page": str(page + 1)})) if follows else "",
        first=_written(chosen.address(more)),
    )


def _words() -> WordBook:
    return _book.get("", word_book)


def _written(text: str) -> SafeString:
    """A text as it stands in a page: nothing in it is taken for a tag."""
    return mark_safe(escape(text))  # noqa: S308


def _find(text: str, chosen: Filters) -> Found:
    others = _others.get(text.lower(), lambda: others_of(text, _words()))
    matches = matching(asked(text, others), chosen.wish())
    return Found(matches.goods, facets.draw(facets.groups(facets.of_matches(matches), chosen)))


def _page_number(request: HttpRequest) -> int:
    return min(whole_number(request.GET.get("page", ""), least=1, most=999) or 1, PAGES_FOUND)


def _straight(text: str) -> str:
    """The address of the goods that a number names: on air now, of goods, ever shown on air, of a SKU."""
    if text.isdecimal() and text.isascii() and len(text) <= 12:
        shown = on_air.on_air_numbered(text)
        number = shown[1].goods_number if shown else text
        if not _is_published(number):
            number = on_air.shown_as(text) if len(text) <= 6 else ""
        return reverse("storefront:goods", args=[number]) if number else ""
    if "-" in text and " " not in text and text.isascii():
        sku = Sku.objects.filter(code=text.upper(), released_at__isnull=False, retired_at=None)
        number = sku.values_list("goods__number", flat=True).first() or ""
        if number and _is_published(number):
            return f"{reverse('storefront:goods', args=[number])}?sku={text.upper()}"
    return ""


def _is_published(number: str) -> bool:
    return Goods.objects.filter(number=number, published_version__isnull=False).exists()


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """What the words in the search box may become, as somebody types them."""
    text = request.GET.get("q", "").replace("\x00", "")[:40]
    found = suggest(text)
    answer = JsonResponse({"words": [{"word": one.term, "goods": one.goods} for one in found]})
    answer["Cache-Control"] = "public, max-age=60"
    return answer
