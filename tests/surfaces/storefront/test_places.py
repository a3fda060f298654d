"""Columns stand where and for whom they are meant; what is paid for says so; a preview is for the house."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests import ads, shop
from tests.domain.broadcast.conftest import studio
from tests.domain.columns.test_banners import advertisement, hung
from tests.domain.columns.test_columns import published
from tests.people import somebody
from zhanggui.domain.advertising.operations.take_down_ad import take_down_ad
from zhanggui.domain.broadcast.models import Reminder
from zhanggui.domain.broadcast.operations.confirm_slot import confirm_slot
from zhanggui.domain.broadcast.operations.start_slot import start_slot
from zhanggui.domain.catalog.models import Rendition
from zhanggui.domain.catalog.operations.render_pictures import render_pictures
from zhanggui.domain.columns.operations.draft_column import draft_column
from zhanggui.domain.columns.rules import ColumnTerms, Content
from zhanggui.domain.columns.states import Audience, ColumnKind, Place
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.surfaces.storefront import frames, places

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def terms():
    since = clock.now() - DAY
    article = Content(text="砂锅怎么养。")
    return ColumnTerms(
        title="入冬第一锅", kind=ColumnKind.ARTICLE, position=10, starts_at=since, content=article
    )


@pytest.fixture
def writer(db):
    return somebody("栏目编辑", Role.PROGRAMME_SCHEDULER)


def stands(terms, writer, code="winter", **change):
    version = published(replace(terms, **change), writer, clock.now() - DAY, code=code)
    places.forget()
    frames.forget()
    return version


def page(client, path="/"):
    return client.get(path).content.decode()


def test_columns_stand_in_their_order_for_their_audience(client, signed_in, shelf, terms, writer):
    stands(terms, writer, code="second", title="第二栏", position=20)
    stands(terms, writer, code="first", title="第一栏", position=10)
    stands(terms, writer, code="members", title="会员专区", audience=Audience.MEMBERS)
    visitor = type(client)()

    seen = page(visitor)
    assert seen.index("第一栏") < seen.index("第二栏")
    assert "会员专区" not in seen
    assert "会员专区" in page(signed_in)


def test_every_kind_of_column_shows_what_it_is_for(client, shelf, terms, writer):
    columns = {
        "live": (ColumnKind.LIVE, Content()),
        "guide": (ColumnKind.GUIDE, Content()),
        "rule": (ColumnKind.GOODS, Content(order="cheapest", limit=2)),
        "floors": (ColumnKind.CATEGORIES, Content()),
        "article": (ColumnKind.ARTICLE, Content(text="砂锅怎么养。")),
        "papers": (ColumnKind.LICENCES, Content()),
    }
    stage = studio.__wrapped__(clock.now() - timedelta(hours=2))
    for code, starts in (("now", 1), ("next", 3)):
        at = stage.noon + timedelta(hours=starts)
        slot = stage.plan(starts_at=at, ends_at=at + timedelta(hours=2))
        stage.put(slot, stage.article(name=f"{code} 的茶"), number=str(800 + starts), quota=3)
        stage.confirm(slot)
        if code == "now":
            start_slot(slot_id=slot.id, by=stage.scheduler, at=at)
    hung(advertisement(clock.now() - DAY), writer, clock.now() - DAY)
    for code, (kind, content) in columns.items():
        stands(terms, writer, code=code, kind=kind, title=f"栏目 {code}", content=content)
    seen = page(client)

    def column(code):
        return seen.partition(f'id="{code}"')[2].partition('class="wrap column')[0]

    assert "banner-picture" in seen
    assert "now 的茶" in column("live")
    assert "next 的茶" in column("guide")
    assert column("rule").count('<li class="goods">') == 2
    assert f'href="/c/{shop.Category.objects.order_by("code")[0].code}/"' in column("floors")
    assert "砂锅怎么养。" in column("article")
    assert 'href="/licences/"' in column("papers")


def test_a_list_by_hand_shows_its_goods_and_says_who_pays(client, shelf, numbers, terms, writer):
    content = Content(numbers=tuple(numbers[:2]), paid_by="茶业公司")
    stands(terms, writer, kind=ColumnKind.GOODS, title="推荐", content=content)
    seen = page(client)
    assert seen.count('<li class="goods">') == 2
    assert ">广告</span>" in seen
    assert "本位置由茶业公司付费推广" in seen


def test_a_paid_place_stands_over_the_search_it_was_paid_for(client, shelf, numbers, terms, writer):
    content = Content(numbers=tuple(numbers[:1]), paid_by="茶业公司")
    kind = ColumnKind.GOODS
    stands(terms, writer, code="words", kind=kind, place=Place.SEARCH, place_key="商品", content=content)
    assert "付费推广" in page(client, "/search/?q=商品")
    assert "付费推广" not in page(client, "/search/?q=别的")
    assert "付费推广" not in page(client, f"/c/{shop.Category.objects.get().code}/")


def test_home_asks_as_many_statements_however_many_columns(
    client, shelf, terms, writer, django_assert_num_queries
):
    goods = {"kind": ColumnKind.GOODS, "content": Content(limit=3)}
    stands(terms, writer, **goods)
    page(client)
    with django_assert_num_queries(1):
        page(client)
    for number in range(4):
        stands(terms, writer, code=f"more-{number}", **goods)
    page(client)
    with django_assert_num_queries(1):
        page(client)


def test_a_preview_shows_tomorrow_to_those_who_may_and_to_nobody_else(client, shelf, terms, writer):
    stands(terms, writer, title="明天才有", starts_at=clock.now() + DAY)
    draft = draft_column(code="draft", terms=replace(terms, title="草稿"), by=writer, at=clock.now())
    tomorrow = (clock.now() + 2 * DAY).isoformat()
    address = f"/preview/?version={draft.id}&at={tomorrow.replace('+', '%2B')}"

    assert client.get(address).status_code == 404
    client.force_login(Account.objects.get(pk=writer.account_id))
    seen = page(client, address)
    assert "明天才有" in seen
    assert "草稿" in seen
    form = seen.partition('class="preview-bar"')[2].partition("</form>")[0]
    assert f'value="{draft.id}"' in form
    assert re.search(r'<option value="visitors" selected', form)
    later = {"version": str(draft.id), "at": "2026-12-24T20:00", "audience": "members"}
    evening = client.get("/preview/", later).content.decode()
    assert "2026年12月24日 20:00 的预览" in evening
    assert 'value="2026-12-24T20:00"' in evening
    assert client.get("/preview/?version=x&at=never&audience=aliens").status_code == 200
    assert "草稿" not in page(type(client)())


def test_a_viewer_asks_for_a_reminder_and_takes_it_back(signed_in, buyer):
    now = clock.now()
    stage = studio.__wrapped__(now)
    slot = stage.plan()
    stage.put(slot, stage.article(30), number="801", quota=10)
    confirm_slot(slot_id=stage.reviewed(slot).id, by=stage.scheduler, at=now)
    address = f"/programme/{slot.number}/reminder"

    visitor = type(signed_in)()
    assert visitor.post(address).headers["Location"].startswith("/sign-in/?next=%2Fprogramme%2F")
    guide = signed_in.post(address).headers["Location"]
    assert Reminder.objects.get().account_id == buyer.account_id
    assert "已预约提醒" in page(signed_in, guide)
    signed_in.post(address, {"drop": "1"})
    assert "已预约提醒" not in page(signed_in, guide)
    assert signed_in.post("/programme/none/reminder").status_code == 404


@pytest.mark.parametrize("day", ["", "2001-01-01", "nonsense", "9999-99-99"])
def test_the_guide_opens_for_any_day(client, shelf, day):
    assert client.get("/programme/", {"day": day}).status_code == 200


def test_pictures_come_as_avif_once_the_job_has_made_them(client, noon):
    from zhanggui.demo import pictures
    from zhanggui.domain.catalog.operations.draft_goods import draft_goods
    from zhanggui.domain.catalog.operations.prepare_picture import prepare_picture
    from zhanggui.domain.catalog.operations.submit_goods_version import submit_goods_version
    from zhanggui.mechanisms.documents.uploads import Upload

    who = shop.seller()
    upload = Upload("tea.webp", pictures.product("tea_tin", seed=3), "image/webp")
    shown = prepare_picture(upload=upload, organisation_id=who.organisation.id, by=who.writer, at=noon)
    version = draft_goods(
        category_id=shop.category(noon).id,
        content=shop.content(who),
        pictures=[shown],
        by=who.writer,
        at=noon,
    )
    submit_goods_version(version_id=version.id, by=who.writer, at=noon)
    address = f"/picture/{shown.small}-320.avif"
    assert client.get(address).status_code == 404
    shop.approve(version.id, noon)
    assert ProcrastinateJob.objects.filter(
        task_name="catalog.render_pictures", queue_name="pictures"
    ).exists()
    assert client.get(address).headers["Content-Type"] == "image/webp"

    assert render_pictures(version_id=version.id, by=SYSTEM, at=noon) == 3
    assert render_pictures(version_id=version.id, by=SYSTEM, at=noon) == 0
    answer = client.get(address)
    assert (answer.headers["Content-Type"], answer.content[4:12]) == ("image/avif", b"ftypavif")
    assert "immutable" in answer.headers["Cache-Control"]
    assert Rendition.objects.get(width=320).size == len(answer.content)


def test_a_banner_is_gone_from_the_next_page_on_when_its_advertisement_is_taken_down(client, shelf, writer):
    """However long pages and columns are kept: whether it may be shown is asked each time (B-5.1.4)."""
    now = clock.now()
    asset = advertisement(now - DAY)
    hung(asset, writer, now - DAY)
    places.forget()
    frames.forget()
    seen = page(client)
    assert asset.published_version.headline in seen
    assert f'href="/ad/{asset.number}/">广告' in seen

    reviewer = somebody("审核", Role.AD_REVIEWER)
    take_down_ad(asset_id=asset.pk, finding=ads.BAD, by=reviewer, at=now)

    assert asset.published_version.headline not in page(client)
