"""The shop as its visitors find it: columns written and reviewed, questions answered, ratings replied to."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from zhanggui.demo.cast import firm, staff
from zhanggui.demo.firms import judge
from zhanggui.demo.pictures import banner, product
from zhanggui.demo.story import on_day
from zhanggui.demo.trade import actor_of_customer, delivered
from zhanggui.demo.world import told
from zhanggui.domain.advertising.operations.draft_ad import AdWish, draft_ad
from zhanggui.domain.advertising.operations.submit_ad import submit_ad
from zhanggui.domain.advertising.rules import NO_WORDS, AdContent
from zhanggui.domain.advertising.states import AssetKind, Medium
from zhanggui.domain.broadcast.models import Slot
from zhanggui.domain.broadcast.operations.ask_reminder import ask_reminder
from zhanggui.domain.broadcast.states import SlotState
from zhanggui.domain.care.models import Rating
from zhanggui.domain.care.operations.answer_about_goods import answer_about_goods
from zhanggui.domain.care.operations.ask_about_goods import ask_about_goods
from zhanggui.domain.care.operations.illustrate_rating import illustrate_rating
from zhanggui.domain.care.operations.reply_to_rating import reply_to_rating
from zhanggui.domain.catalog.counting import count_facets
from zhanggui.domain.catalog.models import Goods
from zhanggui.domain.catalog.operations.propose_words import propose_words
from zhanggui.domain.catalog.operations.refresh_terms import refresh_terms
from zhanggui.domain.catalog.ranking import rank_goods
from zhanggui.domain.catalog.wordlists import comes_with
from zhanggui.domain.columns.models import ColumnVersion
from zhanggui.domain.columns.operations.draft_column import draft_column
from zhanggui.domain.columns.operations.submit_column import submit_column
from zhanggui.domain.columns.rules import ColumnTerms, Content
from zhanggui.domain.columns.states import Audience, ColumnKind, GoodsOrder, Place
from zhanggui.identity.actor import HOUSE, SYSTEM, Actor
from zhanggui.identity.models import Account
from zhanggui.journeys.arrange_shelf import arrange_shelf
from zhanggui.kernel import clock
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.types import PICTURE
from zhanggui.mechanisms.documents.uploads import Upload

QUESTIONS = (
    ("这款送长辈合适吗？包装体面不体面？", "您好，礼盒装，附手提袋，送礼很合适。"),
    ("签收以后发现不喜欢，拆开看过还能退吗？", "可以的，签收次日起七日内，商品完好即可无理由退货。"),
    ("保修期多久？坏了寄到哪里修？", "一年内非人为损坏免费维修，往返运费由我方承担，地址见本页退货地址。"),
    ("电视上说的赠品，网上下单也有吗？", "以本页“套装内容”所列为准，节目赠品会写明。"),
)
REPLIES = (
    "感谢您的支持，愿它陪您很久。",
    "谢谢您的认可，我们会继续把好每一道关。",
    "给您添麻烦了，客服已与您联系处理。",
)
ARTICLE = (
    "新砂锅先用淘米水小火煮开，放凉再洗，米浆会封住细孔，往后不易渗水。\n\n"
    "煲汤时冷锅冷水下料，先小火后中火；用完不要趁热放进凉水。汤渍用小苏打温水泡一会儿，软布一擦就净。"
)


def the_shop_window_is_dressed() -> None:
    """The home page: live, floors, guide, lists by rule and by hand, an article, the licences."""
    for position, (code, terms) in enumerate(_home(on_day(30, 9))):
        stands(code, terms, position=10 * (position + 1))
    stands("tea-season-1", _paid(), position=10)
    _waits_for_review()


def _home(at: datetime) -> list[tuple[str, ColumnTerms]]:
    goods = ColumnKind.GOODS
    return [
        ("on-air-now-1", _terms("正在直播", ColumnKind.LIVE, at)),
        ("floors-1", _terms("逛楼层", ColumnKind.CATEGORIES, at)),
        ("coming-1", _terms("节目预告", ColumnKind.GUIDE, at)),
        ("welcome-1", _terms("新朋友先看这里", ColumnKind.ARTICLE, at, _welcome(), Audience.NEWCOMERS)),
        ("best-sold-1", _terms("大家都在买", goods, at, Content(order=GoodsOrder.SALES, limit=10))),
        ("kitchen-1", _terms("家居好物", goods, at, Content(category="home", limit=5))),
        ("well-rated", _terms("口碑之选", goods, at, Content(order=GoodsOrder.RATING, limit=10))),
        ("by-hand-1", _terms("主持人手选", goods, at, Content(numbers=_numbers(5)))),
        ("clay-pot-1", _terms("砂锅怎么养，十年不裂", ColumnKind.ARTICLE, at, Content(text=ARTICLE))),
        ("new-1", _terms("新品上架", goods, at, Content(limit=15))),
        ("house-licences-1", _terms("经营资质公示", ColumnKind.LICENCES, at)),
    ]


def _terms(
    title: str,
    kind: ColumnKind,
    at: datetime,
    content: Content | None = None,
    audience: Audience = Audience.EVERYBODY,
) -> ColumnTerms:
    return ColumnTerms(
        title=title, kind=kind, position=0, starts_at=at, audience=audience, content=content or Content()
    )


def a_banner_is_hung() -> None:
    """Its advertisement is drawn, reviewed and public; then the banner that shows it, and nothing else."""
    asset_id = _winter_advertisement(on_day(30, 14))
    stands(
        "winter-banner", _terms("", ColumnKind.BANNER, on_day(31, 9), Content(asset=asset_id)), position=15
    )


def _winter_advertisement(at: datetime) -> UUID:
    by = staff("scheduler")
    upload = Upload("winter.webp", banner(["rice_cooker", "pan", "tea_tin", "heater"], seed=11), "image/webp")
    filing = Filing(type=PICTURE.code, organisation=HOUSE)
    content = AdContent(
        headline="暖冬开台月",
        words="节目好物，展台同价；七天无理由退货，货到付款。",
        picture=store_document(upload=upload, filing=filing, by=by, at=at).pk,
        picture_words=NO_WORDS,
        landing="/goods/?sort=sales",
        media=(Medium.SHOP,),
        brand_notes="沿用朱砂红与宣纸白品牌色；图片为自绘。",
    )
    version = draft_ad(wish=AdWish(title="暖冬横幅", kind=AssetKind.BANNER), content=content, by=by, at=at)
    submit_ad(version_id=version.pk, by=by, at=at + timedelta(minutes=20))
    judge(version.pk, "review", staff("ad-reviewer"), at + timedelta(hours=2))
    return version.asset_id


def _welcome() -> Content:
    return Content(
        text="看节目记下短号，搜索框里输入就能找到；也可以拨打屏幕下方的电话，坐席帮您下单。\n\n"
        "每件商品的证照、检测报告都挂在页面上，签收次日起七天内，不喜欢就退。",
        link="/rules/returns/",
    )


def _numbers(count: int) -> tuple[str, ...]:
    shown = Goods.objects.filter(published_version__isnull=False).order_by("number")
    return tuple(shown.values_list("number", flat=True)[::4][:count])


def _paid() -> ColumnTerms:
    numbers = Goods.objects.filter(category__code="tea", published_version__isnull=False).order_by("number")
    return ColumnTerms(
        title="山岭茶园推荐",
        kind=ColumnKind.GOODS,
        position=10,
        starts_at=on_day(31, 9),
        ends_at=clock.now() + timedelta(days=20),
        place=Place.CATEGORY,
        place_key="tea",
        content=Content(
            numbers=tuple(numbers.values_list("number", flat=True)[:2]),
            paid_by=told("firms")["supplier"][0]["name"],
        ),
    )


def stands(code: str, terms: ColumnTerms, *, position: int) -> ColumnVersion:
    """A column written by the scheduler, approved by the reviewer."""
    at = terms.starts_at
    version = written(code, terms, position=position)
    judge(version.pk, "review", staff("ad-reviewer"), at + timedelta(hours=3))
    return version


def written(code: str, terms: ColumnTerms, *, position: int) -> ColumnVersion:
    """A column written and submitted."""
    by, at = staff("scheduler"), terms.starts_at
    version = draft_column(code=code, terms=replace(terms, position=position), by=by, at=at)
    return submit_column(version_id=version.pk, by=by, at=at + timedelta(minutes=20))


def _waits_for_review() -> None:
    """Next week's article is in somebody's inbox."""
    at = on_day(34, 15)
    text = "白茶煮饮，枣香暖胃；岩茶后发，越泡越厚。"
    terms = _terms("冬至喝什么茶", ColumnKind.ARTICLE, at, Content(text=text))
    written("solstice-1", terms, position=45)


def goods_are_talked_about() -> None:
    """Questions with their answers, replies to ratings, pictures of buyers, reminders of tonight."""
    orders = [order for order in delivered() if order.lines.exists()]
    for place, order in enumerate(orders[::9][: 4 * len(QUESTIONS)]):
        line = order.lines.select_related("sku__goods").first()
        if line is None:
            continue
        asked, answered = QUESTIONS[place % len(QUESTIONS)]
        at = on_day(30 + place % 4, 10 + place % 8)
        question = ask_about_goods(goods_id=line.sku.goods_id, text=asked, by=actor_of_customer(order), at=at)
        agent = staff("agent")
        answer_about_goods(question_id=question.pk, text=answered, by=agent, at=at + timedelta(minutes=25))
    _sellers_reply()
    _viewers_want_to_be_reminded()


def _sellers_reply() -> None:
    sellers = _sellers()
    rated = Rating.objects.filter(text__gt="").select_related("order").order_by("rated_at")
    for place, rating in enumerate(islice(rated, 0, 60, 3)):
        line = rating.order.lines.select_related("sku__goods__supplier", "version").first()
        if line is None:
            continue
        if place % 2 == 0:
            _show_picture(rating, line.version.model, place)
        by = sellers.get(line.sku.goods.supplier.organisation_id, staff("agent"))
        text = REPLIES[place % 2] if rating.score > 3 else REPLIES[2]
        reply_to_rating(rating_id=rating.pk, text=text, by=by, at=rating.rated_at + timedelta(hours=2))


def _sellers() -> dict[UUID, Actor]:
    """Who writes for each supplier, by its organisation."""
    actors = [firm(row["code"]) for row in told("firms")["supplier"]]
    return {actor.organisation_id: actor for actor in actors if actor.organisation_id}


def _show_picture(rating: Rating, model: str, place: int) -> None:
    archetype = next(row["picture"] for row in told("goods")["goods"] if row["model"] == model)
    upload = Upload("mine.webp", product(archetype, seed=100 + place, angle=1), "image/webp")
    by = Account.objects.get(pk=rating.account_id).actor(via="demo")
    illustrate_rating(rating_id=rating.pk, upload=upload, by=by, at=rating.rated_at + timedelta(minutes=1))


def _viewers_want_to_be_reminded() -> None:
    at = clock.now()
    coming = Slot.objects.filter(state=SlotState.READY, period__startswith__gt=at).order_by("period")
    for slot in coming[:3]:
        for order in delivered()[:4]:
            ask_reminder(slot_id=slot.pk, by=actor_of_customer(order), at=at)


def the_words_of_search_are_reviewed() -> None:
    """The house adopts its own list, with what viewers typed and did not find; a second one waits."""
    scheduler, reviewer, at = staff("scheduler"), staff("reviewer"), on_day(32, 10)
    words = comes_with()
    more = (("羊绒衫", "羊绒毛衣", "开司米"), ("养生壶", "煮茶器", "煮茶壶"))
    listed = replace(words, groups=words.groups + more)
    proposed = propose_words(words=listed, reason="观众来电与站内搜索里反复出现的叫法", by=scheduler, at=at)
    judge(proposed.pk, "review", reviewer, at + timedelta(hours=4))
    next_one = replace(listed, spellings=(*listed.spellings, ("羊容衫", "羊绒衫")))
    propose_words(words=next_one, reason="拼音输入常见错字", by=scheduler, at=on_day(34, 16))


def the_shelf_is_arranged() -> None:
    """Words counted, facets counted, goods put in order: what the jobs do every few minutes."""
    at = clock.now()
    arrange_shelf(by=SYSTEM, at=at)
    refresh_terms(by=SYSTEM, at=at)
    count_facets(by=SYSTEM, at=at)
    rank_goods(by=SYSTEM, at=at)
