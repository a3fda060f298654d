"""What buyers say and ask on the page of goods, what sellers answer, and that nobody speaks for another."""

from datetime import timedelta

import pytest

from tests import shop
from tests.people import somebody
from tests.vocabulary import behind_the_back, nothing_changes
from zhanggui.domain.care import controls, queries
from zhanggui.domain.care.operations.answer_about_goods import answer_about_goods
from zhanggui.domain.care.operations.ask_about_goods import ask_about_goods
from zhanggui.domain.care.operations.rate import Opinion, rate
from zhanggui.domain.care.operations.reply_to_rating import reply_to_rating
from zhanggui.domain.care.operations.take_down_question import take_down_question
from zhanggui.domain.care.refusals import (
    AlreadyReplied,
    AskedEnough,
    NotAQuestion,
    TakenDownAlready,
)
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms.controls import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def goods(noon):
    return shop.published(shop.seller(), noon).goods


def test_a_question_is_read_by_everybody_once_its_seller_has_answered(goods, customer, noon):
    question = ask_about_goods(goods_id=goods.id, text="  壶口 漏水吗？ ", by=customer, at=noon)
    assert list(queries.questions_about(goods.id)) == []

    writer = somebody("卖家", Role.SUPPLIER, organisation=goods.supplier.organisation)
    answer_about_goods(question_id=question.id, text="不漏，出厂前逐把试水。", by=writer, at=noon)
    (read,) = queries.questions_about(goods.id)
    assert (read.text, [answer.text for answer in read.answers.all()]) == (
        "壶口 漏水吗？",
        ["不漏，出厂前逐把试水。"],
    )
    assert read.answers.get().organisation == goods.supplier.organisation


def test_an_agent_answers_for_the_house(goods, customer, agent, noon):
    question = ask_about_goods(goods_id=goods.id, text="能用洗碗机吗？", by=customer, at=noon)
    assert answer_about_goods(question_id=question.id, text="可以。", by=agent, at=noon).organisation is None


def test_what_is_taken_down_is_read_by_nobody(goods, customer, agent, supervisor, noon):
    question = ask_about_goods(goods_id=goods.id, text="隔壁家更便宜吧？", by=customer, at=noon)
    answer_about_goods(question_id=question.id, text="请以本页价格为准。", by=agent, at=noon)
    take_down_question(question_id=question.id, reason="贬低他人", by=supervisor, at=noon)

    assert list(queries.questions_about(goods.id)) == []
    for again in (
        lambda: take_down_question(question_id=question.id, reason="再次", by=supervisor, at=noon),
        lambda: answer_about_goods(question_id=question.id, text="还有", by=agent, at=noon),
    ):
        with nothing_changes(), pytest.raises(TakenDownAlready):
            again()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("好？", id="too short"),
        pytest.param("问" * 301, id="too long"),
        pytest.param("加我微信 13800138000 便宜卖", id="a telephone number"),
        pytest.param("看 https://example.com/", id="an address"),
    ],
)
def test_what_is_no_question_is_not_kept(goods, customer, noon, text):
    with nothing_changes(), pytest.raises(NotAQuestion):
        ask_about_goods(goods_id=goods.id, text=text, by=customer, at=noon)


def test_nobody_asks_without_end(goods, customer, noon):
    for place in range(5):
        ask_about_goods(goods_id=goods.id, text=f"第 {place} 个问题", by=customer, at=noon)
    with nothing_changes(), pytest.raises(AskedEnough):
        ask_about_goods(goods_id=goods.id, text="还有一个问题", by=customer, at=noon)
    ask_about_goods(goods_id=goods.id, text="第二天的问题", by=customer, at=noon + timedelta(days=1))


def test_a_seller_speaks_about_own_goods_only(goods, customer, bought, noon):
    stranger = shop.seller("别家").writer
    question = ask_about_goods(goods_id=goods.id, text="壶口漏水吗？", by=customer, at=noon)
    rating = rate(opinion=Opinion(order_id=bought.id, score=5), by=customer, at=noon)

    assert list(queries.questions_of_firm(stranger)) == []
    assert list(queries.ratings_of_firm(stranger)) == []
    with nothing_changes(), pytest.raises(NotFound):
        answer_about_goods(question_id=question.id, text="不漏", by=stranger, at=noon)
    with nothing_changes(), pytest.raises(NotFound):
        reply_to_rating(rating_id=rating.id, text="谢谢", by=stranger, at=noon)
    with nothing_changes(), pytest.raises(NotAllowed):
        answer_about_goods(question_id=question.id, text="不漏", by=customer, at=noon)
    with nothing_changes(), pytest.raises(NotFound):
        ask_about_goods(goods_id=new_id(), text="有货吗？有的", by=customer, at=noon)


def test_a_rating_has_one_reply_of_its_seller(bought, customer, noon):
    line = bought.lines.get()
    opinion = Opinion(order_id=bought.id, score=4, text="釉色好", line_id=line.id)
    rating = rate(opinion=opinion, by=customer, at=noon)
    supplier = line.sku.goods.supplier
    writer = somebody("卖家", Role.SUPPLIER, organisation=supplier.organisation)
    reply_to_rating(rating_id=rating.id, text="谢谢您。", by=writer, at=noon)

    (read,) = queries.ratings_of_goods(line.sku.goods_id)
    assert (read.reply.text, read.reply.organisation) == ("谢谢您。", supplier.organisation)
    with nothing_changes(), pytest.raises(AlreadyReplied):
        reply_to_rating(rating_id=rating.id, text="再说一次", by=writer, at=noon)


def test_scores_are_counted_as_ratings_come_in(bought, customer, noon):
    line = bought.lines.get()
    for score, line_id in ((5, line.id), (2, None), (5, line.id)):
        rate(opinion=Opinion(order_id=bought.id, score=score, line_id=line_id), by=customer, at=noon)

    (scores,) = queries.scores_of_goods([line.sku.goods_id]).values()
    assert (scores.count, scores.mean, scores.by_score) == (3, 4.0, (0, 1, 0, 0, 2))


def test_the_scores_that_are_shown_are_proven(bought, customer, noon):
    assert controls.scores_shown_are_given(noon).status == Status.NO_DATA
    rate(opinion=Opinion(order_id=bought.id, score=4), by=customer, at=noon)
    assert controls.scores_shown_are_given(noon).status == Status.KEPT
    with behind_the_back() as execute:
        execute("UPDATE care_goodsscore SET stars = ratings * 5")
    red = controls.scores_shown_are_given(noon)
    assert (red.status, red.figures["shown otherwise than given"]) == (Status.BROKEN, 1)


def test_a_question_that_waits_too_long_shows(goods, customer, agent, noon):
    assert controls.goods_questions_answered(noon).status == Status.NO_DATA
    question = ask_about_goods(goods_id=goods.id, text="壶口漏水吗？", by=customer, at=noon)
    assert controls.goods_questions_answered(noon + timedelta(hours=23)).status == Status.KEPT
    late = controls.goods_questions_answered(noon + timedelta(hours=25))
    assert (late.status, late.records.count) == (Status.AT_RISK, 1)
    answer_about_goods(question_id=question.id, text="不漏。", by=agent, at=noon + timedelta(hours=26))
    assert controls.goods_questions_answered(noon + timedelta(hours=27)).status == Status.KEPT
