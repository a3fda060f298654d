"""What goods have cost lately: public on their page, as a plot and as a table (PX-06)."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext, gettext_lazy

from zhanggui.domain.pricing.queries import public_history
from zhanggui.domain.pricing.rules import Held
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.surfaces.design.shown import money_text
from zhanggui.surfaces.design.stepped import Stretch, steps

SHOWN = timedelta(days=90)
WORDS = {
    "normal": gettext_lazy("Normal price"),
    "promotion": gettext_lazy("Time-limited price"),
    "on_air": gettext_lazy("On-air price"),
}


def price_file(sku_id: UUID, *, at: datetime) -> dict[str, Any]:
    """The last ninety days of a SKU: the drawing, what it says in words, and its rows, the latest first."""
    known = public_history(sku_id, since=at - SHOWN, until=at)
    held = [*known.steps, *known.on_air]
    if not held:
        return {"drawing": "", "rows": []}
    shown_since = max(known.since, min(one.since for one in held) - timedelta(days=1))
    return {
        "drawing": steps(
            [_stretch(one, at) for one in known.steps],
            shown_since.astimezone(SHANGHAI),
            at.astimezone(SHANGHAI),
            _said(held),
            [_stretch(one, at) for one in known.on_air],
        ),
        "said": _said(held),
        "kinds": [(kind, words) for kind, words in WORDS.items() if any(one.kind == kind for one in held)],
        "rows": [
            {
                "kind": one.kind,
                "words": WORDS[one.kind],
                "amount_fen": one.amount_fen,
                "since": max(one.since, known.since),
                "until": one.until if one.until is not None and one.until < at else None,
            }
            for one in sorted(held, key=lambda one: one.since, reverse=True)
        ],
    }


def _stretch(one: Held, at: datetime) -> Stretch:
    until = at if one.until is None else min(one.until, at)
    return Stretch(one.amount_fen, one.since.astimezone(SHANGHAI), until.astimezone(SHANGHAI), one.kind)


def _said(held: list[Held]) -> str:
    amounts = [one.amount_fen for one in held]
    return gettext("Lowest %(low)s, highest %(high)s in the last 90 days") % {
        "low": money_text(min(amounts)),
        "high": money_text(max(amounts)),
    }
