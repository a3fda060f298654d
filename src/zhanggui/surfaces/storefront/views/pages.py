"""What everybody may look at: home, categories, search, goods, the programme, pictures, licences, rules."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhanggui.domain.columns.states import Place
from zhanggui.domain.promotions.rules import Promotion
from zhanggui.domain.sales.queries import addresses_of
from zhanggui.identity.models import PolicyText
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotFound
from zhanggui.surfaces.design import regions
from zhanggui.surfaces.design.kept import Kept
from zhanggui.surfaces.storefront import (
    cards,
    deals,
    details,
    doors,
    frames,
    pictures,
    places,
    price_file,
    promises,
    talk,
    told,
)
from zhanggui.surfaces.storefront.details import Choice
from zhanggui.surfaces.storefront.promises import Promise
from zhanggui.surfaces.storefront.views import keeping

_licences: Kept[list[Any]] = Kept(size=4, seconds=60)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front door, made of columns."""
    canonical = request.build_absolute_uri(reverse("storefront:home"))
    standing = places.drawn(request, Place.HOME, at=clock.now())
    return frames.page(
        request, "storefront/home.html", canonical, lambda: {"canonical": canonical}, places=standing
    )


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
    keeping.note(request, number)
    promise = _promise(request, chosen.sku_id)
    running = deals.announced(clock.now())
    draw = partial(_article, request, choices, chosen, promise, running)
    key = (number, chosen.sku_id, tuple(choices), promise, tuple(one.number for one in running))
    return frames.page(request, "storefront/goods.html", key, draw)


def _promise(request: HttpRequest, sku_id: UUID) -> tuple[str, Promise | None]:
    """Where it should go, and by when it is there: as asked, or to the reader's first address."""
    province = request.GET.get("to", "")[:20]
    if not province and doors.is_customer(request):
        kept = addresses_of(doors.actor_of(request).account_id)
        province = kept[0].province if kept else ""
    if province not in regions.provinces():
        return "", None
    return province, promises.to(province, clock.now(), [sku_id])


def _article(
    request: HttpRequest,
    choices: list[Choice],
    chosen: Choice,
    promise: tuple[str, Promise | None],
    running: tuple[Promotion, ...],
) -> dict[str, Any]:
    article = details.body(chosen.version_id)
    goods = article["version"].goods
    said = talk.about(goods.pk, goods.number, [choice.sku_id for choice in choices])
    return {
        "number": goods.number,
        "choices": choices,
        "chosen": chosen,
        "deals": deals.about(chosen, running, category=goods.category.path, supplier=str(goods.supplier_id)),
        "stock": cards.stock_html(chosen.left),
        "price_file": price_file.price_file(chosen.sku_id, at=clock.now()),
        "talk": said.html,
        "appearance": said.appearance,
        "province": promise[0],
        "promise": promise[1],
        "provinces": list(regions.provinces()),
        **article,
        **told.card(article, choices, said, request.build_absolute_uri),
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
def sized_picture(request: HttpRequest, small: UUID, width: int) -> HttpResponse:
    """The same in one of the widths it was made in; the picture as it is while that is not made yet."""
    content = pictures.read_sized(small, width)
    if content is None:
        answer = picture(request, small)
        answer["Cache-Control"] = "public, max-age=60"
        return answer
    response = HttpResponse(content, content_type="image/avif")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def rules(request: HttpRequest, purpose: str) -> HttpResponse:
    """One text that customers agree to, in the version in force."""
    text = PolicyText.objects.filter(purpose=purpose).order_by("-version").first()
    if text is None:
        raise Http404
    return render(request, "storefront/rules.html", {"text": text})
