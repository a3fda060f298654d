"""Changing an article of a slot that is being planned: its number, quota, minutes, and what is said of it."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import PLAN_SLOTS
from zhanggui.domain.broadcast.facts import ArticleChanged
from zhanggui.domain.broadcast.gate import ask
from zhanggui.domain.broadcast.holding import held_goods
from zhanggui.domain.broadcast.models import SlotGoods
from zhanggui.domain.broadcast.refusals import BadItemNumber
from zhanggui.domain.broadcast.states import SLOT
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Malformed
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refusing


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """How an article is shown. ``minutes`` of 0 take an even share of what the others leave."""

    item_number: str
    quota: int
    minutes: int = 0
    cue: str = ""


@transaction.atomic
def change_article(*, slot_goods_id: UUID, article: Article, by: Actor, at: datetime) -> SlotGoods:
    """Plan it otherwise. Raises ``ItemNumberTaken``, ``BadItemNumber``, ``Malformed``, ``WrongState``."""
    by.require(PLAN_SLOTS)
    slot, goods = held_goods(slot_goods_id)
    SLOT.after(slot.state, "change")
    if not re.fullmatch(r"[0-9]{3,6}", article.item_number):
        raise BadItemNumber(number=article.item_number[:20])
    if not 0 < article.quota <= 1_000_000:
        raise Malformed(field="quota", problem="1–1000000")
    if not 0 <= article.minutes <= 720:
        raise Malformed(field="minutes", problem="0–720")

    goods.item_number, goods.quota = article.item_number, article.quota
    goods.minutes, goods.cue = article.minutes, article.cue
    with refusing(), transaction.atomic():
        goods.save(update_fields=["item_number", "quota", "minutes", "cue"])
    ask(slot, at=at)

    fact = ArticleChanged(
        number=slot.number, item_number=goods.item_number, quota=goods.quota, minutes=goods.minutes
    )
    trail.record(fact, on=goods, by=by, at=at, thread=slot)
    return goods
