"""A mailing is proposed by one, checked by another, screened twice, and sent portion by portion."""

from datetime import timedelta

import pytest

from tests.domain.messaging.conftest import approved_text, member, post, texts  # noqa: F401
from tests.domain.messaging.test_batches import send_all
from tests.people import somebody
from tests.vocabulary import behind_the_back, nothing_changes
from zhanggui.domain.campaigns import controls, mailings
from zhanggui.domain.campaigns.models import Mailing
from zhanggui.domain.campaigns.operations import advance_mailing as advancing
from zhanggui.domain.campaigns.operations.advance_mailing import advance_mailing
from zhanggui.domain.campaigns.operations.decide_mailing import decide_mailing
from zhanggui.domain.campaigns.operations.pause_mailing import pause_mailing
from zhanggui.domain.campaigns.operations.propose_mailing import MailingWish, propose_mailing
from zhanggui.domain.campaigns.operations.stop_mailing import stop_mailing
from zhanggui.domain.campaigns.policies import MAILING_POLICY
from zhanggui.domain.campaigns.refusals import MailingTooLate, MailingUnlawful, NotAThrottle
from zhanggui.domain.campaigns.states import MAILING, MailingState
from zhanggui.domain.messaging.models import Outcome, Template
from zhanggui.domain.messaging.refusals import TemplateUnpublished, ValueMissing
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import Malformed, NotAllowed
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.approvals import Judgement, Verdict

pytestmark = pytest.mark.django_db
AGREED = {"agreed": {}}


@pytest.fixture
def planner(db):
    return somebody("排期", Role.PROGRAMME_SCHEDULER)


@pytest.fixture
def propose(planner, texts, noon):  # noqa: F811
    def proposed(body="{name}，今晚八点见。", **other):
        template = Template.objects.filter(code="tonight").first()
        version = template.published_version if template else approved_text(noon, body=body)
        told = {
            "title": "今晚节目", "version_id": version.id, "segment": AGREED,
            "starts_at": noon + timedelta(hours=1), "per_hour": 360_000,
        }  # fmt: skip
        return propose_mailing(wish=MailingWish(**told | other), by=planner, at=noon)

    return proposed


def check(mailing, noon, verdict=Verdict.APPROVE):
    judgement = Judgement(step="check", verdict=verdict, answers=MAILING_POLICY.all_ok("check"), note="看过")
    reviewer = somebody("审查", Role.AD_REVIEWER)
    approvals.decide(review_id=approvals.review_of(mailing.id).id, judgement=judgement, by=reviewer, at=noon)
    mailing.refresh_from_db()


def advance_all(mailing, at):
    while advance_mailing(mailing_id=mailing.id, by=SYSTEM, at=at):
        pass
    mailing.refresh_from_db()


def test_an_approved_mailing_goes_to_its_segment_at_its_hour(propose, member, post, noon, monkeypatch):  # noqa: F811
    monkeypatch.setattr(advancing, "PORTION", 2)
    agreeing = [member(n, agrees=True) for n in range(1, 4)]
    member(4)
    mailing = propose()
    check(mailing, noon)
    assert mailings.due(at=noon) == []
    assert not advance_mailing(mailing_id=mailing.id, by=SYSTEM, at=noon)

    hour = noon + timedelta(hours=1)
    assert mailings.due(at=hour) == [mailing.id]
    advance_all(mailing, hour)
    assert (mailing.state, mailings.progress_of(mailing).added) == ("sending", 3)
    ended = send_all(mailing.batch, hour)
    advance_all(mailing, ended)

    assert {letter.recipient for letter in post.taken} == {account.email for account in agreeing}
    assert (mailing.state, mailings.due(at=ended)) == ("through", [])


def test_enlisting_goes_on_where_a_killed_worker_stopped(propose, member, post, noon, monkeypatch):  # noqa: F811
    monkeypatch.setattr(advancing, "PORTION", 2)
    for n in range(1, 6):
        member(n, agrees=True)
    mailing = propose()
    check(mailing, noon)
    hour = noon + timedelta(hours=1)
    advance_mailing(mailing_id=mailing.id, by=SYSTEM, at=hour)

    def dies(**told):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(advancing, "add_recipients", dies)
        with pytest.raises(KeyboardInterrupt):
            advance_mailing(mailing_id=mailing.id, by=SYSTEM, at=hour)
    advance_all(mailing, hour)
    assert mailings.progress_of(mailing).added == 5


def test_the_author_does_not_check_their_own_mailing(propose, noon, planner):
    mailing = propose()
    judgement = Judgement(step="check", verdict=Verdict.APPROVE, answers=MAILING_POLICY.all_ok("check"))
    with nothing_changes(), pytest.raises(NotAllowed):
        approvals.decide(
            review_id=approvals.review_of(mailing.id).id, judgement=judgement, by=planner, at=noon
        )


def test_a_returned_mailing_never_goes(propose, member, post, noon):  # noqa: F811
    member(1, agrees=True)
    mailing = propose()
    check(mailing, noon, Verdict.REJECT)
    advance_all(mailing, noon + timedelta(hours=2))

    assert (mailing.state, post.taken) == ("rejected", [])


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        pytest.param({"body": "全国第一，治愈失眠"}, MailingUnlawful, id="words the law forbids"),
        pytest.param({"values": {"goods": "国家级好茶"}, "body": "{goods}"}, MailingUnlawful, id="filled so"),
        pytest.param({"body": "今晚见{goods}，{name}"}, ValueMissing, id="with a gap in its text"),
        pytest.param({"starts_at": "past"}, MailingTooLate, id="in the past"),
        pytest.param({"per_hour": 1}, NotAThrottle, id="one an hour"),
        pytest.param({"segment": {"born": {}}}, Malformed, id="an unknown segment"),
    ],
)
def test_a_mailing_that_must_not_be_is_not_even_proposed(propose, noon, wish, refusal):
    approved_text(noon, body=wish.pop("body", "{name}，今晚见。"))
    wish = {**wish, "starts_at": noon} if "starts_at" in wish else wish
    with nothing_changes(), pytest.raises(refusal):
        propose(**wish)


def test_words_that_were_replaced_meanwhile_do_not_go(propose, member, post, noon):  # noqa: F811
    member(1, agrees=True)
    mailing = propose()
    check(mailing, noon)
    approved_text(noon, body="新的话")
    advance_all(mailing, noon + timedelta(hours=2))

    assert (mailing.state, post.taken) == ("stopped", [])
    assert mailing.stopped_because
    with nothing_changes(), pytest.raises(TemplateUnpublished):
        propose(version_id=mailing.version_id)


def test_a_mailing_is_held_goes_on_and_is_stopped(propose, member, post, noon):  # noqa: F811
    for n in range(1, 4):
        member(n, agrees=True)
    mailing, compliance = propose(), somebody("合规", Role.COMPLIANCE_OFFICER)
    check(mailing, noon)
    hour = noon + timedelta(hours=1)
    advance_all(mailing, hour)
    for verb, state in (("pause", "paused"), ("resume", "sending")):
        pause_mailing(mailing_id=mailing.id, verb=verb, by=compliance, at=hour)
        mailing.batch.refresh_from_db()
        assert mailing.batch.state == state
    stop_mailing(mailing_id=mailing.id, reason="价格有误", by=compliance, at=hour)
    mailing.batch.refresh_from_db()
    send_all(mailing.batch, hour)

    assert post.taken == []
    assert set(Outcome.objects.values_list("reason", flat=True)) == {"stopped"}


@pytest.mark.parametrize("state", MailingState)
@pytest.mark.parametrize("verb", MAILING.verbs())
def test_a_mailing_goes_only_where_its_life_leads(propose, noon, state, verb):
    mailing = propose()
    Mailing.objects.filter(pk=mailing.pk).update(state=state)
    if MAILING.allows(state, verb):
        decided = decide_mailing(mailing_id=mailing.id, verb=verb, by=SYSTEM, at=noon)
        assert decided.state == MAILING.after(state, verb)
    else:
        with nothing_changes(), pytest.raises(WrongState):
            decide_mailing(mailing_id=mailing.id, verb=verb, by=SYSTEM, at=noon)


def test_the_control_of_mailings_turns_red_when_one_was_changed_after_its_check(propose, noon):
    assert controls.mailings_checked(noon).status == "no_data"
    mailing = propose()
    check(mailing, noon)
    assert controls.mailings_checked(noon).status == "kept"
    with behind_the_back() as change:
        change(f"UPDATE campaigns_mailing SET digest = repeat('0', 64) WHERE id = '{mailing.id}'")
    assert controls.mailings_checked(noon).status == "broken"
