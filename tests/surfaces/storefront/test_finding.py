"""Goods are found: in a category narrowed down, by words, sounds and numbers; pages tell what they are."""

import json
import re
from datetime import timedelta

import pytest

from tests import shop
from tests.memories import forget_pages
from tests.people import somebody
from zhanggui.domain.care.models import GoodsScore
from zhanggui.domain.care.operations.answer_about_goods import answer_about_goods
from zhanggui.domain.care.operations.ask_about_goods import ask_about_goods
from zhanggui.domain.catalog import terms
from zhanggui.domain.catalog.counting import count_facets
from zhanggui.domain.catalog.models import SearchEntry
from zhanggui.domain.catalog.operations.refresh_terms import refresh_terms
from zhanggui.domain.catalog.ranking import rank_goods
from zhanggui.domain.catalog.search import asked
from zhanggui.domain.pricing.operations.record_trades import Traded, record_trades
from zhanggui.domain.pricing.states import PriceKind
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.journeys.arrange_shelf import arrange_shelf
from zhanggui.kernel import clock
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.documents.operations.release_document import release_document
from zhanggui.surfaces.storefront import matching
from zhanggui.surfaces.storefront.finding import Wish

pytestmark = pytest.mark.django_db
NAMES = re.compile(r'<h3 class="goods-name">([^<]*)</h3>')
TEA, CUP, POT = "云雾龙井绿茶", "青瓷品茗杯", "铸铁炒锅"


@pytest.fixture
def leaf():
    return shop.category(clock.now() - timedelta(days=2), code="ware", name_zh="器具")


@pytest.fixture
def shelf(leaf):
    """Tea, a cup and a pot, at 99, 199 and 1,299 yuan; nobody has the pot in stock."""
    who, at = shop.seller(), clock.now() - timedelta(days=1)
    wishes = (
        (TEA, 9_900, "山岭", "浙江", {"净重": "250 克"}, 5),
        (CUP, 19_900, "西湖", "浙江", {"材质": "青瓷"}, 5),
        (POT, 129_900, "铁匠", "湖北", {"材质": "铸铁"}, 0),
    )
    made = {}
    for name, fen, brand, origin, attributes, pieces in wishes:
        sku = shop.on_sale(
            who, at, leaf=leaf, amount_fen=fen, name=name, brand=brand, origin=origin,
            attributes=attributes, description="一件好物", specification="一件",
        )  # fmt: skip
        if pieces:
            shop.stocked(sku, pieces, at)
        made[name] = sku
    now = clock.now()
    arrange_shelf(by=SYSTEM, at=now)
    refresh_terms(by=SYSTEM, at=now)
    count_facets(by=SYSTEM, at=now)
    return made


def names(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return NAMES.findall(answer.content.decode())


NARROWED = {
    "": {TEA, CUP, POT},  # everything
    "brand=山岭": {TEA},  # a brand
    "brand=山岭&brand=西湖": {TEA, CUP},  # either of two brands
    "origin=浙江&brand=西湖": {CUP},  # an origin and a brand
    "price=1&price=2": {TEA, CUP},  # two price bands
    "price=5": {POT},  # the highest band
    "stock=1": {TEA, CUP},  # in stock
    "air=1": set(),  # on air, when nothing is
    "attr=材质%3D铸铁": {POT},  # an attribute
    "stars=4": set(),  # rated, when nothing is
    "price=99&sort=nonsense&stars=9": {TEA, CUP, POT},  # what no page offers
}


def test_a_category_is_narrowed_down(client, shelf):
    assert {asked: set(names(client, f"/c/ware/?{asked}")) for asked in NARROWED} == NARROWED


def test_a_category_is_put_in_order(client, shelf):
    """Twice was a cup sold, once a pot; five stars stand at the pot, three at the tea."""
    at = clock.now()
    trades = [Traded(new_id(), shelf[name].id, 9_900) for name in (CUP, CUP, POT)]
    record_trades(trades=trades, channel="web", by=SYSTEM, at=at)
    for name, stars in ((POT, 5), (TEA, 3)):
        tally = [int(stars == place) for place in range(1, 6)]
        GoodsScore.objects.create(goods_id=shelf[name].goods_id, ratings=1, stars=stars, tally=tally)
    arrange_shelf(by=SYSTEM, at=at, goods=[sku.goods_id for sku in shelf.values()])

    orders = {
        "cheap": [TEA, CUP, POT],
        "dear": [POT, CUP, TEA],
        "newest": [POT, CUP, TEA],
        "sales": [CUP, POT, TEA],
        "rating": [POT, TEA, CUP],
    }
    assert {order: names(client, f"/c/ware/?sort={order}") for order in orders} == orders


def test_a_category_says_what_it_can_be_narrowed_down_by(client, shelf):
    page = client.get("/c/ware/?origin=浙江").content.decode()
    for offered in ("山岭", "西湖", "铁匠", "¥1,000 以上", "材质"):
        assert offered in page
    assert 'value="浙江" checked' in page
    assert "取消“浙江”" in page


FOUND = {
    "绿茶": [TEA],  # a word of two characters
    "longjing": [TEA],  # pinyin
    "lj": [TEA],  # initials
    "longjinglvcha": [TEA],  # pinyin of two words run together
    "铁锅": [POT],  # a synonym, and characters of the name
    "LQ-07 品茗": [CUP],  # model and word
    "ｌｑ－０７ 品茗": [CUP],  # the same in full width
    "龍井綠茶": [TEA],  # traditional characters
    "龙景绿茶 云雾": [TEA],  # a slip the list knows, and a word
    "洗衣机": [],  # what is not there
}


def test_goods_are_found_by_words_and_sounds(client, shelf):
    assert {asked: names(client, f"/search/?q={asked}") for asked in FOUND} == FOUND


@pytest.mark.parametrize("sizes", [(1, 1, 1), (2, 5), (1, 9), ()], ids=str)
def test_goods_are_found_in_every_tier(client, shelf, sizes):
    rank_goods(by=SYSTEM, at=clock.now(), sizes=sizes)
    assert {asked: names(client, f"/search/?q={asked}") for asked in FOUND} == FOUND
    for order in ("best", "cheap"):
        assert set(names(client, f"/search/?q=一件&sort={order}")) == {TEA, CUP, POT}, order
        assert set(names(client, f"/search/?q=一件&sort={order}&stock=1")) == {TEA, CUP}, order
    assert names(client, "/search/?q=一件&sort=dear") == [POT, CUP, TEA]


@pytest.fixture
def two_are_enough(monkeypatch):
    monkeypatch.setattr(matching, "CANDIDATES", 2)
    matching.statement.cache_clear()
    yield
    matching.statement.cache_clear()


def test_where_the_best_placed_are_enough_the_others_are_not_looked_at(shelf, two_are_enough):
    def found():
        return list(matching.matching(asked("一件"), Wish()).goods)

    rank_goods(by=SYSTEM, at=clock.now(), sizes=(2,))
    first, second, last = SearchEntry.objects.order_by("-standing", "-goods_id")
    SearchEntry.objects.filter(pk=last.pk).update(standing=first.standing + 1)
    assert found() == [first.pk, second.pk]

    assert rank_goods(by=SYSTEM, at=clock.now(), sizes=(2,)) == 2
    assert found() == [last.pk, first.pk]


def test_pages_of_different_words_share_a_frame_and_nothing_else(client, shelf):
    first = client.get("/search/", {"q": "一件好物"}).content.decode()
    second = client.get("/search/", {"q": '<i>"&'}).content.decode()

    assert first.count("一件好物") >= 4, "title, heading, search box, links to other orders"
    assert "一件好物" not in second
    assert "<i>" not in second
    assert second.count("&lt;i&gt;&quot;&amp;") >= 3


def test_a_slip_is_helped_with(client, shelf):
    page = client.get("/search/?q=龙劲").content.decode()
    assert "您是不是要找" in page
    assert ">龙井</a>" in page
    assert terms.did_you_mean("龍景", terms.word_book()) == "龙井"
    assert terms.did_you_mean("longjin", terms.word_book()) == "龙井"
    assert terms.did_you_mean("龙井", terms.word_book()) == ""


def test_words_are_suggested_while_one_types(client, shelf):
    for typed, word in (("绿", "绿茶"), ("綠", "绿茶"), ("lv", "绿茶"), ("lc", "绿茶"), ("好 青", "好 青瓷")):
        words = client.get("/search/suggestions", {"q": typed}).json()["words"]
        assert word in [one["word"] for one in words], typed
    for typed in ("", "%", "_", "\\", "'"):
        assert client.get("/search/suggestions", {"q": typed}).json()["words"] == [], typed


def test_a_sku_code_leads_straight_to_its_choice(client, shelf):
    sku = shelf[CUP]
    answer = client.get("/search/", {"q": sku.code})
    assert answer.headers["Location"] == f"/g/{sku.goods.number}/?sku={sku.code}"


def test_a_stopped_sale_is_on_no_list(client, shelf):
    from zhanggui.domain.catalog.operations.stop_sale import stop_sale
    from zhanggui.domain.catalog.states import StopCause

    by = somebody("合规", Role.COMPLIANCE_OFFICER)
    at = clock.now()
    stop_sale(goods_id=shelf[TEA].goods_id, cause=StopCause.HOUSE, reason="待查", by=by, at=at)
    assert TEA not in names(client, "/c/ware/")
    arrange_shelf(by=SYSTEM, at=at, goods=[shelf[TEA].goods_id])
    assert names(client, "/search/?q=龙井") == []


def test_a_goods_page_tells_search_engines_and_messengers_what_it_is(client, shelf):
    page = client.get(f"/g/{shelf[CUP].goods.number}/").content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])

    assert (data["@type"], data["name"]) == ("Product", CUP)
    assert [(one["price"], one["priceCurrency"]) for one in data["offers"]] == [("199.00", "CNY")]
    assert data["offers"][0]["availability"] == "https://schema.org/InStock"
    assert "aggregateRating" not in data
    assert f'<meta property="og:title" content="{CUP}">' in page
    assert re.search(r'<meta property="og:image" content="http://testserver/picture/', page)


def test_a_goods_page_shows_the_papers_behind_the_goods(client, leaf):
    who, at = shop.seller(), clock.now() - timedelta(days=1)
    licence, hidden = who.paper("business_licence"), who.paper("price_evidence")
    release_document(document_id=licence.id, by=shop.reviewer(), at=at)
    sku = shop.on_sale(who, at, leaf=leaf, name=CUP)
    page = client.get(f"/g/{sku.goods.number}/").content.decode()

    assert who.organisation.name in page
    for paper in (licence, who.papers["quality_report"]):
        assert f'href="/licences/{paper.id}"' in page, paper.type
    assert str(hidden.id) not in page
    assert "自签收次日起七日内可无理由退货" in page


def test_a_crossed_out_price_is_explained_where_it_stands(client, leaf):
    who, at = shop.seller(), clock.now() - timedelta(days=1)
    sku = shop.on_sale(who, at - timedelta(days=1), leaf=leaf, amount_fen=28_900)
    address = f"/g/{sku.goods.number}/"
    assert "划线价说明" not in client.get(address).content.decode()
    trades = [Traded(new_id(), sku.id, fen) for fen in (26_900, 28_900)]
    record_trades(trades=trades, channel="web", by=SYSTEM, at=at - timedelta(hours=1))
    ends = at + timedelta(days=3)
    shop.priced(who, at, {sku: 19_900}, kind=PriceKind.PROMOTION, ends_at=ends, compare=True)
    shop.settle(at + timedelta(minutes=5))
    forget_pages()

    page = client.get(address).content.decode()
    assert '<span class="price-was">¥269.00</span>' in page, "the lowest at which it was really sold"
    assert "七日" in page.partition("划线价说明")[2].partition("</details>")[0]


def test_nothing_a_supplier_writes_ends_the_element_it_stands_in(client, leaf):
    at = clock.now() - timedelta(days=1)
    sku = shop.on_sale(shop.seller(), at, leaf=leaf, name='茶</script><script>"&', description="好茶")
    page = client.get(f"/g/{sku.goods.number}/").content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert data["name"] == '茶</script><script>"&'


def test_the_promise_is_told_for_a_province(client, shelf):
    for province, said in (("浙江省", "前送达"), ("nowhere", "选择省份")):
        page = client.get(f"/g/{shelf[CUP].goods.number}/", {"to": province})
        assert said in page.content.decode()


def test_a_question_is_asked_on_the_page_and_read_there_once_answered(signed_in, client, buyer, shelf):
    goods = shelf[CUP].goods
    signed_in.post(f"/g/{goods.number}/questions", {"text": "能进微波炉吗？"})
    assert "能进微波炉吗" not in client.get(f"/g/{goods.number}/").content.decode()

    question = goods.questions.get()
    assert question.account_id == buyer.account_id
    agent = somebody("客服", Role.CS_AGENT)
    answer_about_goods(question_id=question.id, text="不能，有描金。", by=agent, at=clock.now())
    from zhanggui.surfaces.storefront import frames, talk

    talk.forget()
    frames.forget()
    page = client.get(f"/g/{goods.number}/").content.decode()
    assert "能进微波炉吗" in page
    assert "不能，有描金。" in page


def test_a_visitor_is_asked_to_sign_in_before_asking(client, shelf):
    number = shelf[CUP].goods.number
    answer = client.post(f"/g/{number}/questions", {"text": "能进微波炉吗？"})
    assert answer.headers["Location"].startswith("/sign-in/?next=%2Fg%2F")


def test_a_question_about_goods_nobody_sees_is_not_found(signed_in, shelf):
    assert signed_in.post("/g/000000/questions", {"text": "有人吗？"}).status_code == 404


def test_the_asker_is_known_to_the_house_only(client, buyer, shelf):
    by = Account.objects.get(pk=buyer.account_id).actor()
    question = ask_about_goods(goods_id=shelf[TEA].goods_id, text="今年的新茶吗？", by=by, at=clock.now())
    agent = somebody("客服", Role.CS_AGENT)
    answer_about_goods(question_id=question.id, text="是。", by=agent, at=clock.now())
    assert by.name not in client.get(f"/g/{shelf[TEA].goods.number}/").content.decode()
