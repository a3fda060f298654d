"""A mailing from its words to what became of each message, on the console, by those who write and check."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import campaigns
from tests.conftest import HouseClient
from tests.domain.messaging.conftest import approved_text, member, post, texts  # noqa: F401
from tests.domain.messaging.test_batches import send_all
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.campaigns.models import Mailing
from zhanggui.domain.campaigns.operations.advance_mailing import advance_mailing
from zhanggui.domain.messaging.models import Message, TemplateVersion
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI, SetClock
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.approvals.models import Review

pytestmark = pytest.mark.django_db
START = "/console/campaigns/mailing/start/propose/"


@pytest.fixture(autouse=True)
def _now(noon):
    with clock.using(SetClock(noon)):
        yield


def signed_in(role):
    client = HouseClient()
    client.force_login(Account.objects.get(pk=somebody("岗位", role).account_id))
    return client


def asked(template, noon, **more):
    begins = (noon + timedelta(hours=2)).astimezone(SHANGHAI)
    known = {
        "title": "茶夜", "template": str(template.pk), "starts_at": f"{begins:%Y-%m-%dT%H:%M}",
        "per_hour": "360000", "how": "all",
    }  # fmt: skip
    return known | more


def test_words_are_written_tried_out_and_read_by_the_reviewer_as_recipients_read_them(texts):  # noqa: F811
    writer = signed_in(Role.PROGRAMME_SCHEDULER)
    words = {
        "code": "tea-night", "title": "茶夜", "channel": "mail", "language": "zh-hans", "subject": "茶夜",
        "body": "{name}，{goods}今晚见。",
    }  # fmt: skip
    sent = writer.post("/console/messaging/template/start/write/", words)
    version = TemplateVersion.objects.get()
    assert sent.url == reverse("admin:messaging_templateversion_change", args=[version.pk])
    page = writer.get(sent.url).content.decode()
    assert "王秀兰，龙泉青瓷茶具今晚见。" in page
    assert "简体中文" in page

    act = sent.url.replace("change/", "act/")
    assert "系统管理员" in writer.post(f"{act}test/", {"yes": "1"}).content.decode()
    Account.objects.filter(pk=version.written_by_id).update(email="writer@example.com")
    assert writer.post(f"{act}test/", {"yes": "1"}).status_code == 302
    assert Message.objects.get().account_id == version.written_by_id
    writer.post(f"{act}submit/", {"yes": "1"})
    review = reverse("admin:approvals_review_change", args=[approvals.review_of(version.pk).pk])
    assert "王秀兰，龙泉青瓷茶具今晚见。" in signed_in(Role.AD_REVIEWER).get(review).content.decode()


def test_a_mailing_is_tried_out_proposed_judged_and_followed_to_each_message(texts, member, post, noon):  # noqa: F811
    template = approved_text(noon, body="{name}，{goods}今晚见：{link}").template
    happy, sorry = member(1, agrees=True), member(2, agrees=True)
    desk = signed_in(Role.PROGRAMME_SCHEDULER)
    campaign = campaigns.running(noon, campaigns.planner())
    filled = asked(template, noon, goods="青瓷杯", link="/guide/", campaign=str(campaign.pk), preview="1")
    with nothing_changes():
        gap = desk.post(START, filled | {"goods": ""})
        tried = desk.post(START, filled)
    assert "goods" in gap.content.decode()
    page = tried.content.decode()
    assert "王秀兰，青瓷杯今晚见：http" in page
    assert "2 位顾客" in page

    filled.pop("preview")
    assert desk.post(START, filled).status_code == 302
    mailing = Mailing.objects.get()
    assert (
        mailing.number
        in desk.get(reverse("admin:campaigns_campaign_change", args=[campaign.pk])).content.decode()
    )
    review = Review.objects.get(subject_id=mailing.pk)
    judged = signed_in(Role.AD_REVIEWER)
    page = judged.get(reverse("admin:approvals_review_change", args=[review.pk])).content.decode()
    assert "王秀兰，青瓷杯今晚见：http" in page
    assert f">{mailing.version_id}<" not in page, "the text is named, not its key"
    assert f"{mailing.starts_at.timestamp():.0f}" not in page
    items = approvals.policy_of(review.kind).step("check").checklist
    answers = {"verdict": "approve", **{f"ok_{item.code}": "yes" for item in items}}
    judged.post(reverse("admin:approvals_review_act", args=[review.pk, "decide"]), answers)

    Account.objects.filter(pk=sorry.pk).update(email="")
    hour = noon + timedelta(hours=2)
    while advance_mailing(mailing_id=mailing.pk, by=SYSTEM, at=hour):
        pass
    mailing.refresh_from_db()
    send_all(mailing.batch, hour)
    page = desk.get(reverse("admin:campaigns_mailing_change", args=[mailing.pk])).content.decode()
    everything = f"{reverse('admin:messaging_message_changelist')}?batch__exact={mailing.batch_id}"
    assert everything in page
    listed = desk.get(everything).content.decode()
    assert "没有地址" in listed
    assert listed.count("今晚节目") >= 2
    assert [letter.recipient for letter in post.taken] == [happy.email]
    assert post.taken[0].text.endswith("/guide/")
