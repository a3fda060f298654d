"""Asking something about goods, on their page."""

import re
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.care.capabilities import ASK_ABOUT_GOODS
from zhanggui.domain.care.facts import GoodsAsked
from zhanggui.domain.care.models import GoodsQuestion
from zhanggui.domain.care.refusals import AskedEnough, NotAQuestion
from zhanggui.domain.catalog.queries import published_number
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail

LEAST, MOST = 4, 300
A_DAY = 5
CONTACT = re.compile(r"https?://|www\.|1[3-9]\d{9}|\d{3,4}-\d{7,8}", re.IGNORECASE)
"""Addresses and telephone numbers: a page for everybody is no place for them."""


@transaction.atomic
def ask_about_goods(*, goods_id: UUID, text: str, by: Actor, at: datetime) -> GoodsQuestion:
    """Keep a question; everybody reads it once the seller or the house has answered.

    Raises ``NotFound`` for goods that are not shown, ``NotAQuestion`` and ``AskedEnough``.
    """
    by.require(ASK_ABOUT_GOODS)
    number = published_number(goods_id)
    words = " ".join(text.split())
    if not LEAST <= len(words) <= MOST or CONTACT.search(words):
        raise NotAQuestion(least=LEAST, most=MOST)
    lately = GoodsQuestion.objects.filter(account_id=by.account_id, asked_at__gt=at - timedelta(days=1))
    if lately.count() >= A_DAY:
        raise AskedEnough(times=A_DAY)

    question = GoodsQuestion(goods_id=goods_id, account_id=by.account_id, text=words, asked_at=at)
    question.save(force_insert=True)

    trail.record(GoodsAsked(number=number), on=question, by=by, at=at)
    return question
