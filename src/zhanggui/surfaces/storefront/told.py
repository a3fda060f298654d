"""What a goods page tells search engines and messengers: schema.org data and a card to share."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from zhanggui.domain.catalog.models import GoodsVersion
from zhanggui.kernel.money import yuan
from zhanggui.surfaces.storefront.details import Choice
from zhanggui.surfaces.storefront.talk import Talk

ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
"""So that nothing a supplier writes ends the element it stands in."""
Absolute = Callable[[str], str]


def card(
    article: dict[str, Any], choices: Sequence[Choice], said: Talk, absolute: Absolute
) -> dict[str, Any]:
    """The head of the page: address, description, picture, and the data as JSON-LD."""
    version: GoodsVersion = article["version"]
    address = absolute(reverse("storefront:goods", args=[version.goods.number]))
    pictures = [absolute(reverse("storefront:picture", args=[one])) for one in article["pictured"]]
    summary = Truncator(" ".join(version.description.split())).chars(120)
    return {
        "canonical": address,
        "summary": summary,
        "shared_picture": pictures[0] if pictures else "",
        "product_data": _json(_product(version, choices, said, address, pictures, summary)),
    }


def _product(
    version: GoodsVersion,
    choices: Sequence[Choice],
    said: Talk,
    address: str,
    pictures: Sequence[str],
    summary: str,
) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": version.name,
        "sku": version.goods.number,
        "brand": {"@type": "Brand", "name": version.brand},
        "description": summary,
        "image": list(pictures),
        "countryOfOrigin": version.origin,
        "offers": [_offer(one, address) for one in choices if one.price_fen is not None],
    }
    if said.ratings:
        data["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": said.mean,
            "reviewCount": said.ratings,
            "bestRating": 5,
            "worstRating": 1,
        }
    return data


def _offer(choice: Choice, address: str) -> dict[str, Any]:
    stock = "InStock" if choice.may_be_bought else "OutOfStock"
    return {
        "@type": "Offer",
        "sku": choice.code,
        "url": f"{address}?sku={choice.code}",
        "price": f"{yuan(choice.price_fen or 0):.2f}",
        "priceCurrency": "CNY",
        "availability": f"https://schema.org/{stock}",
        "itemCondition": "https://schema.org/NewCondition",
        **(
            {"priceValidUntil": choice.air_ends_at.isoformat()}
            if choice.on_air and choice.air_ends_at
            else {}
        ),
    }


def _json(data: dict[str, Any]) -> SafeString:
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308
