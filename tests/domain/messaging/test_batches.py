"""A batch goes out in portions, to those who want it, once; it survives its worker and stops when told to."""

from collections import Counter
from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.domain.messaging.conftest import approved_text
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.messaging import portions
from zhanggui.domain.messaging.models import Batch, BatchProgress, ChannelChoice, Message, Outcome, Template
from zhanggui.domain.messaging.operations.add_recipients import add_recipients
from zhanggui.domain.messaging.operations.change_batch import change_batch
from zhanggui.domain.messaging.operations.open_batch import BatchWish, open_batch
from zhanggui.domain.messaging.operations.send_portion import send_portion
from zhanggui.domain.messaging.operations.write_template import TemplateWish, write_template
from zhanggui.domain.messaging.refusals import BatchNotSo, TemplateUnpublished
from zhanggui.domain.messaging.states import BATCH_VERBS, BatchState, Channel
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Consent
from zhanggui.identity.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("texts")]


def send_all(batch, at, *, most=20):
    """Portions as the worker sends them, waiting as long as each says."""
    for _ in range(most):
        sent = send_portion(batch_id=batch.id, by=SYSTEM, at=at)
        if sent.again_in is None:
            return at
        at += timedelta(seconds=sent.again_in + 0.01)
    raise AssertionError("it does not end")


def reasons():
    return Counter(Outcome.objects.values_list("verdict", "reason"))


def test_everybody_who_agreed_gets_it_once(member, batch_to, post, noon):
    accounts = [member(n, agrees=True) for n in range(1, 4)]
    batch = batch_to(accounts)
    add_recipients(batch_id=batch.id, account_ids=[a.id for a in accounts] * 2, by=SYSTEM, at=noon)
    send_all(batch, noon)
    send_portion(batch_id=batch.id, by=SYSTEM, at=noon)

    assert sorted(letter.recipient for letter in post.taken) == [f"c{n}@example.com" for n in range(1, 4)]
    assert post.taken[0].text.endswith("，今晚八点见。")
    assert {one.title() for one in Message.objects.all()} == {"今晚节目"}
    assert all(letter.unsubscribe for letter in post.taken)
    batch.refresh_from_db()
    assert (batch.state, batch.progress.sent, batch.progress.waiting) == (BatchState.DONE, 3, 0)


def refuses(account, noon):
    ChannelChoice.objects.create(
        account=account, topic="marketing", channel="mail", refused_at=noon, chosen_at=noon
    )


def takes_back(account, noon):
    Consent.objects.filter(person=account.person).update(withdrawn_at=noon)


def has_had_enough(account, noon):
    for days in (1, 2, 6):
        Message.objects.create(
            account=account, kind="x", topic="marketing", channel="sms", state="handed_over",
            created_at=noon, sent_at=noon - timedelta(days=days),
        )  # fmt: skip


def nothing(account, noon):
    pass


@pytest.mark.parametrize(
    ("happens", "outcome"),
    [
        pytest.param(nothing, ("handed_over", ""), id="nothing stands against it"),
        pytest.param(refuses, ("suppressed", "refused"), id="the way was refused"),
        pytest.param(takes_back, ("suppressed", "no_consent"), id="the consent was taken back"),
        pytest.param(has_had_enough, ("suppressed", "cap"), id="three within a week"),
    ],
)
def test_what_stands_against_it_is_asked_when_it_is_sent(member, batch_to, post, noon, happens, outcome):
    account = member(1, agrees=True)
    batch = batch_to([account])
    happens(account, noon)
    send_all(batch, noon)

    assert reasons() == {outcome: 1}
    assert len(post.taken) == (outcome[0] == "handed_over")


def test_nobody_is_disturbed_at_night(member, batch_to, post, noon):
    batch = batch_to([member(1, agrees=True)])
    at_night = noon + timedelta(hours=10)
    sent = send_portion(batch_id=batch.id, by=SYSTEM, at=at_night)

    assert post.taken == []
    assert sent.again_in == timedelta(hours=11).total_seconds()
    send_all(batch, at_night + timedelta(seconds=sent.again_in))
    assert len(post.taken) == 1


def test_a_throttle_spreads_a_batch_over_its_hours(member, batch_to, post, noon):
    batch = batch_to([member(n, agrees=True) for n in range(1, 7)], per_hour=3600)
    ended = send_all(batch, noon)

    assert len(post.taken) == 6
    assert timedelta(seconds=3.9) <= ended - noon <= timedelta(seconds=8)


class Killed(BaseException):
    """The worker dies here."""


def test_a_killed_worker_sends_nothing_twice(member, batch_to, post, noon, monkeypatch):
    batch = batch_to([member(n, agrees=True) for n in range(1, 7)])
    monkeypatch.setattr(portions, "PORTION", 4)
    took, send = [], post.send

    def dies_at_the_third(self, letter, body=""):
        took.append(letter.recipient)
        if len(took) == 3:
            raise Killed
        return send(self, letter, body)

    monkeypatch.setattr(post, "send", dies_at_the_third)
    with pytest.raises(Killed):
        send_portion(batch_id=batch.id, by=SYSTEM, at=noon)
    monkeypatch.setattr(post, "send", send)

    while_leased = send_portion(batch_id=batch.id, by=SYSTEM, at=noon + timedelta(seconds=30))
    assert (while_leased.ended, len(post.taken)) == (0, 2)
    send_all(batch, noon + portions.LEASE + timedelta(seconds=1))

    went = [letter.recipient for letter in post.taken]
    assert len(went) == len(set(went)) == 4
    assert reasons() == {("handed_over", ""): 2, ("in_doubt", ""): 4}
    progress = BatchProgress.objects.get(pk=batch.id)
    assert (progress.sent, progress.in_doubt, progress.waiting) == (2, 4, 0)


def test_a_server_that_asks_to_come_again_is_not_asked_for_ever(member, batch_to, post, noon):
    batch = batch_to([member(n, agrees=True) for n in range(1, 4)])
    post.fails = {"c2@example.com"}
    ended = send_all(batch, noon)

    assert (len(post.taken), reasons()["failed", ""]) == (2, 1)
    assert Outcome.objects.get(verdict="failed").answer == "451 come again"
    assert ended - noon > 3 * portions.COME_AGAIN


def test_a_server_that_does_not_answer_costs_no_message_a_try(member, batch_to, post, noon, monkeypatch):
    batch = batch_to([member(n, agrees=True) for n in range(1, 4)])
    monkeypatch.setattr(post, "down", True)
    sent = send_portion(batch_id=batch.id, by=SYSTEM, at=noon)
    monkeypatch.setattr(post, "down", False)

    assert sent.again_in == portions.COME_AGAIN.total_seconds()
    assert set(Message.objects.values_list("state", "tries")) == {("waiting", 0)}
    send_all(batch, noon + portions.COME_AGAIN)
    assert len(post.taken) == 3


def test_a_mailbox_that_is_not_there_gets_nothing_more(member, batch_to, post, noon, monkeypatch):
    account = member(1, agrees=True)
    post.refuses = {"c1@example.com"}
    monkeypatch.setattr(post, "refusal", "550 5.1.1 no such user", raising=False)
    send_all(batch_to([account]), noon)
    post.refuses = set()
    send_all(batch_to([account]), noon + timedelta(days=1))

    assert reasons() == {("failed", ""): 1, ("suppressed", "address_fails"): 1}


def test_a_pause_holds_and_a_stop_ends_what_has_not_gone(member, batch_to, post, noon, monkeypatch):
    batch = batch_to([member(n, agrees=True) for n in range(1, 5)])
    monkeypatch.setattr(portions, "PORTION", 2)
    send_portion(batch_id=batch.id, by=SYSTEM, at=noon)
    change_batch(batch_id=batch.id, verb="pause", by=SYSTEM, at=noon)
    assert send_portion(batch_id=batch.id, by=SYSTEM, at=noon + timedelta(seconds=9)).again_in is None
    assert len(post.taken) == 2

    change_batch(batch_id=batch.id, verb="stop", by=SYSTEM, at=noon)
    send_all(batch, noon + timedelta(seconds=10))
    assert len(post.taken) == 2
    assert reasons() == {("handed_over", ""): 2, ("suppressed", "stopped"): 2}
    assert Batch.objects.get().ended_at is not None


@pytest.mark.parametrize("state", BatchState)
@pytest.mark.parametrize("verb", BATCH_VERBS)
def test_a_batch_goes_only_where_its_life_leads(member, batch_to, noon, state, verb):
    batch = batch_to([member(1)])
    Batch.objects.filter(pk=batch.pk).update(state=state)
    sources, leads_to = BATCH_VERBS[verb]
    if state in sources:
        assert change_batch(batch_id=batch.id, verb=verb, by=SYSTEM, at=noon).state == leads_to
    else:
        with nothing_changes(), pytest.raises(BatchNotSo):
            change_batch(batch_id=batch.id, verb=verb, by=SYSTEM, at=noon)


def test_only_the_approved_words_go_to_many(noon):
    version = approved_text(noon)
    writer = somebody("营销", Role.PRICE_MANAGER)
    wish = TemplateWish(code="tonight", channel=Channel.MAIL, title="今晚", subject="改", body="改过的话")
    draft = write_template(wish=wish, by=writer, at=noon)

    assert Template.objects.get().published_version_id == version.id
    with nothing_changes(), pytest.raises(TemplateUnpublished):
        open_batch(wish=BatchWish(title="x", version_id=draft.id, per_hour=10), by=writer, at=noon)


def test_campaigns_wait_in_a_queue_of_their_own_below_everything_else(member, batch_to):
    batch_to([member(1, agrees=True)])

    jobs = ProcrastinateJob.objects.filter(task_name="messaging.push_batch", status="todo")
    assert [(job.queue_name, job.priority) for job in jobs] == [("mailings", -10)]
