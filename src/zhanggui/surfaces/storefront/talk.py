"""What is said about goods on their page: scores, ratings with their replies, questions and answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from zhanggui.domain.broadcast import on_air
from zhanggui.domain.broadcast.on_air import Appearance
from zhanggui.domain.care.models import Rating
from zhanggui.domain.care.queries import questions_about, ratings_before, scores_of_goods
from zhanggui.domain.care.rules import Scores
from zhanggui.surfaces.design.kept import Kept
from zhanggui.surfaces.design.shown import masked_name
from zhanggui.surfaces.storefront.frames import TOKEN

SHOWN, ASKED = 6, 8
PAGE = 20


@dataclass(frozen=True, slots=True)
class Said:
    """One rating as everybody reads it: folded where the law forbids its text, its writer half named."""

    score: int
    stars: str
    text: str
    writer: str
    at: datetime
    choice: str
    pictures: Sequence[tuple[UUID, UUID]]
    reply: str
    replied_by: str
    replied_at: datetime | None
    is_folded: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """What is said about goods, drawn, and the figures that search engines are told."""

    html: SafeString
    ratings: int
    mean: float | None
    appearance: Appearance | None


_kept: Kept[Talk] = Kept(size=4_000, seconds=60)


def forget() -> None:
    """Read and draw anew next time."""
    _kept.forget()


def about(goods_id: UUID, number: str, sku_ids: Sequence[UUID]) -> Talk:
    """What is said about these goods, read and drawn once a minute."""
    return _kept.get((goods_id, get_language()), lambda: _draw(goods_id, number, sku_ids))


def _draw(goods_id: UUID, number: str, sku_ids: Sequence[UUID]) -> Talk:
    scores = scores_of_goods([goods_id])[goods_id]
    ratings = [said(one) for one in ratings_before(goods_id, None, limit=SHOWN)] if scores.count else []
    context = {
        "number": number,
        "scores": scores,
        "bars": bars(scores),
        "ratings": ratings,
        "questions": list(questions_about(goods_id)[:ASKED]),
        "token": TOKEN,
    }
    html = mark_safe(render_to_string("storefront/parts/talk.html", context))  # noqa: S308
    return Talk(html, scores.count, scores.mean, on_air.last_shown(sku_ids))


def bars(scores: Scores) -> list[tuple[int, int]]:
    """How many gave five stars, four, and so on."""
    return [(score, scores.by_score[score - 1]) for score in range(5, 0, -1)]


def said(rating: Rating) -> Said:
    """A rating for everybody to read."""
    folded = hasattr(rating, "folding")
    reply = getattr(rating, "reply", None)
    person = rating.account.person
    return Said(
        score=rating.score,
        stars="★" * rating.score + "☆" * (5 - rating.score),
        text="" if folded else rating.text,
        writer=masked_name(person.name) if person else gettext("A customer"),
        at=rating.rated_at,
        choice=rating.line.sku.name if rating.line else "",
        pictures=[] if folded else [(one.small_id, one.large_id) for one in rating.pictures.all()],
        reply=reply.text if reply else "",
        replied_by=_speaker(reply) if reply else "",
        replied_at=reply.replied_at if reply else None,
        is_folded=folded,
    )


def _speaker(reply: object) -> str:
    organisation = getattr(reply, "organisation", None)
    return organisation.name if organisation else gettext("Customer service")
