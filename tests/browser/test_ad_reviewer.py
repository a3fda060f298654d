"""An advertisement from its first words to its take-down: writer, reviewer, and somebody who saw it."""

import io

import pytest
from PIL import Image

from tests import ads
from tests.browser.conftest import PHONE
from tests.people import somebody
from zhanggui.demo.publicity import POSTER
from zhanggui.domain.advertising.models import Asset, Complaint
from zhanggui.domain.advertising.picture_words import read_picture
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock


@pytest.fixture
def reviewer(world):
    ads.writer()  # the house, for which everybody of it writes
    return Account.objects.get(pk=somebody("言真", Role.AD_REVIEWER).account_id)


def act(page, name):
    """Open one of the acts of the page."""
    page.click(f".desk-acts a[href*='/act/{name}/']")


def send(page):
    """Answer the questions."""
    page.click("form.desk-form button[type=submit]")


def written(writer, shoot):
    """An advertisement whose forbidden words are refused, mended, and submitted."""
    writer.goto("/console/advertising/asset/start/new/")
    writer.fill("[name=title]", "茶礼推广")
    writer.select_option("[name=kind]", "text")
    writer.fill("[name=headline]", "國 家 级工艺，首选茶礼")
    writer.check("[name=media][value=shop]")
    writer.fill("[name=brand_notes]", "沿用品牌色；图片自拍")
    send(writer)
    asset = Asset.objects.get()
    draft = f"/console/advertising/assetversion/{asset.versions.get().pk}/change/"
    writer.goto(draft)
    assert writer.locator("mark.hit-prohibited").inner_text().startswith("國 家 级")
    shoot(writer, "advertisement-draft")
    act(writer, "submit")
    send(writer)
    assert "國 家 级" in writer.locator(".note, [role=alert]").first.inner_text()

    writer.goto(draft)
    act(writer, "change")
    writer.fill("[name=headline]", "手工工艺，首选茶礼")
    send(writer)
    pictured(writer, asset, draft, shoot)
    act(writer, "submit")
    send(writer)
    return asset


def pictured(writer, asset, draft, shoot):
    """Said to hold no words; the machine found some, two of them forbidden. Another takes its place."""
    act(writer, "picture")
    writer.set_input_files("[name=file]", POSTER)
    writer.fill("[name=picture_words]", "（无文字）")
    send(writer)
    read_picture(asset.versions.get().pk, by=SYSTEM, at=clock.now())
    writer.goto(draft)
    assert writer.locator("#left-out mark.hit-prohibited").first.inner_text().startswith("国家级")
    shoot(writer, "advertisement-picture-read")
    act(writer, "take-over")
    send(writer)
    act(writer, "submit")
    send(writer)
    assert "全网最低价" in writer.locator(".note, [role=alert]").first.inner_text()
    plain = io.BytesIO()
    Image.new("RGB", (400, 300), "seagreen").save(plain, "PNG")
    writer.goto(draft)
    act(writer, "picture")
    picture = {"name": "茶.png", "mimeType": "image/png", "buffer": plain.getvalue()}
    writer.set_input_files("[name=file]", picture)
    writer.fill("[name=picture_words]", "（无文字）")
    send(writer)


def judged(page, shoot):
    """The reviewer finds every item in order, with the marked words in sight."""
    page.goto("/console/approvals/")
    page.click("a[href*='/approvals/review/']:has-text('AD')")
    assert page.locator("mark.hit").inner_text().startswith("首选")
    act(page, "decide")
    shoot(page, "advertisement-judge")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    shoot(page, "advertisement-judge")
    for item in page.locator("input[type=radio][value=yes]").all():
        item.check()
    page.check("[name=verdict][value=approve]")
    send(page)


def test_the_reviewer_sees_every_marked_word_beside_its_law(opened, shoot, world, reviewer):
    asset = written(opened(world.scheduler), shoot)
    page = opened(reviewer)
    judged(page, shoot)

    visitor = opened(size=PHONE)
    visitor.goto(f"/ad/{asset.number}/")
    assert "手工工艺" in visitor.content()
    shoot(visitor, "advertisement-public")
    visitor.check("[name=ground][value=untrue]")
    visitor.fill("[name=what]", "实物与描述不符")
    visitor.click("#object button[type=submit]")
    visitor.wait_for_selector("text=GT")
    assert Complaint.objects.get().asset_id == asset.pk

    page.goto(f"/console/advertising/asset/{asset.pk}/change/")
    act(page, "take-down")
    page.select_option("[name=ground]", "untrue")
    page.select_option("[name=gravity]", "major")
    page.fill("[name=what]", "与检测报告不符")
    shoot(page, "advertisement-take-down")
    send(page)
    shoot(page, "advertisement-taken-down")
    visitor.reload()
    visitor.wait_for_selector(".badge.tone-bad")
