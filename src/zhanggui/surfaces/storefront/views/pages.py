"""What everybody may look at: home, categories, search, goods, the programme, pictures, licences, rules."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhanggui.domain.broadcast import on_air
from zhanggui.domain.catalog.models import Goods
from zhanggui.identity.models import PolicyText
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotFound
from zhanggui.surfaces.design.kept import Kept
from zhanggui.surfaces.storefront import cards, categories, details, frames, pictures, shelf
from zhanggui.surfaces.storefront.categories import Branch
from zhanggui.surfaces.storefront.details import Choice
from zhanggui.surfaces.storefront.shelf import PAGE, OnShelf

_licences: Kept[list[Any]] = Kept(size=4, seconds=60)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front door: what is on air, what comes, and what is new on the shelf."""
    at = clock.now()
    slots = on_air.running(limit=2)
    context = {
        "live": slots[0] if slots else None,
        "star": next((g for slot in slots for g in slot.goods if g.may_be_bought), None),
        "coming": on_air.coming(at=at, limit=5),
        "cards": cards.draw(shelf.newest(at=at, limit=20)),
        "roots": categories.roots(),
    }
    return render(request, "storefront/home.html", context)


def _listing(
    request: HttpRequest, goods: list[OnShelf], context: Callable[[], dict[str, Any]]
) -> HttpResponse:
    after = goods[-1].number if len(goods) == PAGE else ""
    paging = {"after": after, "is_first": "after" not in request.GET}
    key = (request.get_full_path()[:200], after)
    whole = partial(_with, paging, context)
    return frames.page(request, "storefront/listing.html", key, whole, cards=cards.draw(goods))


def _with(paging: dict[str, Any], context: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    return {**paging, **context()}


@require_safe
def all_goods(request: HttpRequest) -> HttpResponse:
    """Everything on sale, the newest first."""
    goods = shelf.newest(at=clock.now(), after=request.GET.get("after", "")[:12])
    return _listing(request, goods, lambda: {"roots": categories.roots()})


@require_safe
def category(request: HttpRequest, code: str) -> HttpResponse:
    """The goods of one category and everything below it."""
    tree = categories.tree()
    branch = tree.get(code)
    if branch is None:
        raise Http404
    goods = shelf.in_categories(branch.below, at=clock.now(), after=request.GET.get("after", "")[:12])
    return _listing(request, goods, partial(_surroundings, branch, tree))


def _surroundings(branch: Branch, tree: dict[str, Branch]) -> dict[str, Any]:
    above = [other for other in tree.values() if branch.path.startswith(other.path) and other is not branch]
    children = [tree[child] for child in branch.children]
    return {"title": branch.name, "branch": branch, "above": above, "children": children}


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Goods by words, or straight to the goods by their number."""
    text = request.GET.get("q", "").strip()[:80]
    if text.isdigit() and (address := _by_number(text)):
        return HttpResponseRedirect(address)
    page = min(max(int(request.GET["page"]), 1), 50) if request.GET.get("page", "").isdecimal() else 1
    goods = shelf.found(text, at=clock.now(), offset=(page - 1) * PAGE) if text else []
    following = {
        "title": text,
        "query": text,
        "after": "",
        "next_page": page + 1 if len(goods) == PAGE else 0,
    }
    return _listing(request, goods, lambda: following)


def _by_number(text: str) -> str:
    shown = on_air.on_air_numbered(text)
    number = shown[1].goods_number if shown else text
    known = Goods.objects.filter(number=number, published_version__isnull=False).exists()
    return reverse("storefront:goods", args=[number]) if known else ""


@require_safe
def goods(request: HttpRequest, number: str) -> HttpResponse:
    """One article with everything a customer must know before buying (CP-12)."""
    try:
        choices = details.choices(number, at=clock.now())
    except NotFound:
        raise Http404 from None
    wanted = request.GET.get("sku", "")
    chosen = next((c for c in choices if c.code == wanted), None) or next(
        (c for c in choices if c.may_be_bought), choices[0]
    )
    key = (number, chosen.sku_id, tuple(choices))
    return frames.page(request, "storefront/goods.html", key, partial(_article, number, choices, chosen))


def _article(number: str, choices: list[Choice], chosen: Choice) -> dict[str, Any]:
    return {
        "number": number,
        "choices": choices,
        "chosen": chosen,
        "stock": cards.stock_html(chosen.left),
        **details.body(chosen.version_id),
    }


@require_safe
def picture(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """A picture of published goods. Its address changes with its content, so browsers may keep it."""
    found = pictures.read(document_id)
    if found is None:
        raise Http404
    content, media_type = found
    response = HttpResponse(content, content_type=media_type)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def programme(request: HttpRequest) -> HttpResponse:
    """What is on air and what comes, with everything that is shown."""
    at = clock.now()
    return render(
        request,
        "storefront/programme.html",
        {"running": on_air.running(), "coming": on_air.coming(at=at, limit=12)},
    )


@require_safe
def rules(request: HttpRequest, purpose: str) -> HttpResponse:
    """One text that customers agree to, in the version in force."""
    text = PolicyText.objects.filter(purpose=purpose).order_by("-version").first()
    if text is None:
        raise Http404
    return render(request, "storefront/rules.html", {"text": text})
