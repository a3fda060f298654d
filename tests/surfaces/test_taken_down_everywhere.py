"""What is taken down is gone from every place within a minute, by the house's own jobs (B-5.1.4)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tests import ads, campaigns, shop
from tests.domain.broadcast.conftest import HOUR, studio  # noqa: F401
from tests.domain.campaigns.test_mailings import advance_all, check
from tests.domain.columns.test_banners import advertisement, terms
from tests.domain.columns.test_columns import judged
from tests.domain.messaging.conftest import approved_text, member, post, texts  # noqa: F401
from tests.domain.messaging.test_batches import send_all
from tests.memories import forget_pages
from tests.people import somebody
from zhanggui.domain.advertising.models import TakeDown
from zhanggui.domain.advertising.operations.take_down_ad import take_down_ad
from zhanggui.domain.advertising.places import known, where_shown
from zhanggui.domain.advertising.states import Medium
from zhanggui.domain.broadcast.models import Slot
from zhanggui.domain.broadcast.operations.start_slot import start_slot
from zhanggui.domain.campaigns.models import Mailing
from zhanggui.domain.campaigns.operations.add_material import MaterialWish, add_material
from zhanggui.domain.campaigns.operations.propose_mailing import MailingWish, propose_mailing
from zhanggui.domain.campaigns.operations.put_material_out import put_material_out
from zhanggui.domain.campaigns.refusals import MailingShowsTakenDown
from zhanggui.domain.columns.operations.draft_column import draft_column
from zhanggui.domain.columns.operations.submit_column import submit_column
from zhanggui.domain.columns.states import Place
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SetClock
from zhanggui.mechanisms.cases.models import Case
from zhanggui.surfaces.entrance import window

pytestmark = pytest.mark.django_db
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)


class Worker:
    """Does what was enqueued, and what the clock asks for each minute, at the moment of its clock."""

    def __init__(self):
        self.done = set(self._waiting().values_list("pk", flat=True))

    def _waiting(self):
        return ProcrastinateJob.objects.filter(status="todo", queue_name="default")

    def works(self, at):
        with clock.using(SetClock(at)):
            for job in self._waiting().exclude(pk__in=self.done).order_by("pk"):
                self.done.add(job.pk)
                app.tasks[job.task_name](**job.args)

    def each_minute(self, name, at):
        (periodic,) = [one for one in app.periodic_registry.periodic_tasks.values() if one.task.name == name]
        assert periodic.cron == "* * * * *"
        with clock.using(SetClock(at)):
            periodic.task(timestamp=int(at.timestamp()))


class Shown:
    """An advertisement in every place there is: banners, air, a campaign that runs, mailings."""

    def __init__(self, studio):  # noqa: F811
        self.at, self.studio = studio.begins, studio
        media = (Medium.SHOP, Medium.TELEVISION, Medium.MAIL)
        self.asset = advertisement(studio.noon - DAY, media=media)
        self.headline = self.asset.published_version.headline
        self.paths = self._hung()
        self.on_air, self.coming = self._on_air()
        self._campaign()

    def _hung(self):
        """Banners on the home page, over a search, and on the page of a category."""
        since, writer = self.studio.noon - DAY, somebody("栏目编辑", Role.PROGRAMME_SCHEDULER)
        leaf = shop.category(since)
        places = {(Place.HOME, ""): "/", (Place.SEARCH, "茶具"): "/search/?q=茶具"}
        places[Place.CATEGORY, leaf.code] = f"/c/{leaf.code}/"
        for place, key in places:
            wish = replace(terms(since, self.asset.pk), place=place, place_key=key)
            version = draft_column(code=f"banner-{place}", terms=wish, by=writer, at=since)
            judged(submit_column(version_id=version.pk, by=writer, at=since), since)
        return list(places.values())

    def _on_air(self):
        """Beside the goods of a slot on air, and of one that is to come."""
        now = self.studio.plan(materials=(self.asset.pk,))
        later = self.studio.plan(
            materials=(self.asset.pk,), starts_at=self.at + 3 * HOUR, ends_at=self.at + 4 * HOUR
        )
        for slot, number in ((now, "101"), (later, "102")):
            self.studio.put(slot, self.studio.article(), number=number)
            self.studio.confirm(slot)
        start_slot(slot_id=now.pk, by=self.studio.scheduler, at=self.at)
        return now, later

    def _campaign(self):
        by = campaigns.planner()
        campaign = campaigns.running(self.at, by)
        wish = MaterialWish(asset_id=self.asset.pk, medium=Medium.SHOP, due_at=self.at)
        material = add_material(campaign_id=campaign.pk, wish=wish, by=by, at=self.at)
        put_material_out(material_id=material.pk, receipt="/", by=by, at=self.at)

    def mailing(self, version, starts_at):
        """A mailing that says its words, checked by a second person."""
        wish = MailingWish(
            title="茶具", version_id=version.id, segment={"agreed": {}}, starts_at=starts_at, per_hour=360_000
        )
        proposed = propose_mailing(wish=wish, by=campaigns.planner(), at=self.at)
        check(proposed, self.at)
        return proposed

    def seen(self, at):
        """The pages on which a visitor sees it."""
        with clock.using(SetClock(at)):
            return [path for path in self.paths if self.headline in Client().get(path).content.decode()]


@pytest.fixture
def shown(studio):  # noqa: F811
    forget_pages()
    yield Shown(studio)
    forget_pages()


@pytest.fixture
def letters(shown, member, post, texts):  # noqa: F811
    """One mailing that goes out to two customers, and one that waits for its hour."""
    for number in (1, 2):
        member(number, agrees=True)
    words = shown.asset.published_version.words
    version = approved_text(shown.at, body=f"{{name}}，\n{words}\n今晚见。")
    going, waiting = (shown.mailing(version, shown.at + minutes * MINUTE) for minutes in (1, 120))
    advance_all(going, shown.at + MINUTE)
    return going, waiting, post


def ahead_of(monkeypatch, seconds):
    """Let the memories of this process be so many seconds older."""
    from zhanggui.surfaces.design import kept

    now = kept.monotonic()
    monkeypatch.setattr(kept, "monotonic", lambda: now + seconds)


def test_it_leaves_every_place_within_a_minute_and_its_case_is_open(shown, letters, monkeypatch):
    monkeypatch.setattr(window._kept, "seconds", settings.WINDOW_MOST)
    going, waiting, carrier = letters
    at = shown.at + 2 * MINUTE
    assert shown.seen(at) == shown.paths
    worker = Worker()
    reviewer = somebody("广告审核", Role.AD_REVIEWER)

    taken = take_down_ad(asset_id=shown.asset.pk, finding=ads.BAD, by=reviewer, at=at)
    before = where_shown(shown.asset.pk, at)
    assert set(before) == {"air", "campaigns", "mailings", "marketing_columns"} == set(known())
    assert before["air"] == [shown.on_air.number]
    assert set(before["mailings"]) == {going.number, waiting.number}
    assert shown.seen(at) == shown.paths, "the window shows for a moment what it held"

    worker.works(at + 5 * SECOND)
    ahead_of(monkeypatch, settings.WINDOW_MOST + 1)
    assert shown.seen(at + settings.WINDOW_MOST * SECOND + SECOND) == []
    worker.each_minute("advertising.confirm_gone", at + 59 * SECOND)

    taken.refresh_from_db()
    assert taken.gone_at - taken.taken_at <= MINUTE
    assert not any(where_shown(shown.asset.pk, taken.gone_at).values())
    assert Slot.objects.get(pk=shown.on_air.pk).materials == []
    assert Slot.objects.get(pk=shown.coming.pk).gate_failed == ["materials"]
    assert Case.objects.get(kind="advertising.violation", subject_id=taken.pk).closed_at is None
    assert_nothing_is_sent(going, waiting, carrier, at)


def assert_nothing_is_sent(going, waiting, carrier, at):
    """Neither what was going out nor what waited for its hour reaches anybody."""
    for mailing in (going, waiting):
        mailing.refresh_from_db()
        advance_all(mailing, at + 3 * HOUR)
        assert mailing.state == "stopped"
        assert TakeDown.objects.get().asset.number in mailing.stopped_because
    going.batch.refresh_from_db()
    send_all(going.batch, at + MINUTE)
    assert carrier.taken == []


def test_a_mailing_with_its_words_is_neither_proposed_nor_begun_afterwards(shown, texts):  # noqa: F811
    number = shown.asset.number
    version = approved_text(shown.at, body=f"{{name}}，看 /ad/{number}/ 。")
    waiting = shown.mailing(version, shown.at + MINUTE)
    reviewer = somebody("广告审核", Role.AD_REVIEWER)
    take_down_ad(asset_id=shown.asset.pk, finding=ads.BAD, by=reviewer, at=shown.at)

    advance_all(waiting, shown.at + MINUTE)
    assert (waiting.state, Mailing.objects.count()) == ("stopped", 1)
    with pytest.raises(MailingShowsTakenDown):
        shown.mailing(version, shown.at + HOUR)
    assert Mailing.objects.count() == 1
