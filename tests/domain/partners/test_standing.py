"""A partner trades as long as its papers, agreement and verification hold, and nobody has stopped it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from django.db import connection

from tests.domain.partners.conftest import PDF, USCC, Applicant
from tests.vocabulary import nothing_changes
from zhanggui.domain.partners import queries
from zhanggui.domain.partners.jobs import paper_changed, review_standings
from zhanggui.domain.partners.models import Suspension
from zhanggui.domain.partners.operations.end_partnership import end_partnership
from zhanggui.domain.partners.operations.reinstate_partner import reinstate_partner
from zhanggui.domain.partners.operations.renew_document import renew_document
from zhanggui.domain.partners.operations.suspend_partner import suspend_partner
from zhanggui.domain.partners.operations.verify_partner import verify_partner
from zhanggui.domain.partners.policies import RENEWAL
from zhanggui.domain.partners.refusals import (
    RenewalOpen,
    StillWanting,
)
from zhanggui.domain.partners.states import PartnerState
from zhanggui.kernel.clock import SHANGHAI, SetClock
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotAllowed
from zhanggui.mechanisms import approvals, trail
from zhanggui.mechanisms.approvals import Judgement, Verdict
from zhanggui.mechanisms.documents import queries as papers
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.operations.give_notices import give_notices
from zhanggui.mechanisms.documents.uploads import Upload


def sells(applicant: Applicant, at: datetime) -> bool:
    return queries.may_sell(applicant.supplier.id, at)


def renewed(applicant: Applicant, at: datetime, until: date) -> None:
    old = papers.current(applicant.organisation_id).get(type="business_licence")
    filing = Filing(
        type="business_licence", organisation=applicant.organisation_id, number=USCC, valid_to=until
    )
    renewal = renew_document(
        document_id=old.id, upload=Upload("b.pdf", PDF + b"%%EOF\n"), filing=filing, by=applicant.actor, at=at
    )
    decide_renewal(applicant, renewal.id, at)


def decide_renewal(applicant: Applicant, renewal_id: object, at: datetime, *, good: bool = True) -> None:
    review = approvals.review_of(renewal_id)  # type: ignore[arg-type]
    assert review
    judgement = Judgement(
        step="check",
        verdict=Verdict.APPROVE if good else Verdict.REJECT,
        answers=RENEWAL.all_ok("check"),
        note="" if good else "another firm's",
    )
    approvals.decide(review_id=review.id, judgement=judgement, by=applicant.manager, at=at)


@pytest.mark.django_db(transaction=True)
def test_when_the_licence_runs_out_nothing_is_sold_until_a_newer_one_is_accepted(
    applicant: Applicant, set_clock: SetClock, noon: datetime
) -> None:
    applicant.all_the_way(noon, licence_until=date(2026, 12, 31))
    new_year = datetime(2027, 1, 1, tzinfo=SHANGHAI)
    assert sells(applicant, new_year - timedelta(minutes=1))
    assert not sells(applicant, new_year), "no job has to run for that"

    set_clock.move_to(new_year + timedelta(hours=1))
    give_notices(at=set_clock.now())
    expired = [told for told in trail.timeline(trail.Subject("x", applicant.organisation_id))
               if told.name == "documents.expired"]  # fmt: skip
    paper_changed(fact_id=str(expired[0].id))
    assert applicant.now().state == PartnerState.SUSPENDED
    assert queries.open_suspension(applicant.organisation_id)

    renewed(applicant, set_clock.now(), date(2028, 12, 31))
    assert applicant.now().state == PartnerState.ACTIVE
    assert sells(applicant, set_clock.now())
    assert not queries.open_suspension(applicant.organisation_id)


def test_a_renewal_counts_only_when_accepted(active: Applicant, noon: datetime) -> None:
    before = active.now().trades_until
    old = papers.current(active.organisation_id).get(type="business_licence")
    filing = Filing(
        type="business_licence", organisation=active.organisation_id, number=USCC, valid_to=date(2035, 1, 1)
    )
    upload = Upload("b.pdf", PDF)
    renewal = renew_document(document_id=old.id, upload=upload, filing=filing, by=active.actor, at=noon)
    assert active.now().trades_until == before
    with nothing_changes(), pytest.raises(RenewalOpen):
        renew_document(document_id=old.id, upload=upload, filing=filing, by=active.actor, at=noon)

    decide_renewal(active, renewal.id, noon, good=False)

    assert [each.id for each in papers.current(active.organisation_id).filter(type="business_licence")] == [
        old.id
    ]
    renewed(active, noon, date(2035, 1, 1))
    assert papers.current(active.organisation_id).get(type="business_licence").valid_to == date(2035, 1, 1)


def test_after_six_months_the_file_is_verified_again_or_trade_stops(
    active: Applicant, set_clock: SetClock, noon: datetime
) -> None:
    assert active.now().verified_until == date(2027, 5, 24)
    late = datetime(2027, 5, 25, 1, tzinfo=SHANGHAI)
    assert not sells(active, late)
    set_clock.move_to(late)
    review_standings(timestamp=0)
    assert active.now().state == PartnerState.SUSPENDED

    verify_partner(
        organisation_id=active.organisation_id,
        method="register and call",
        findings="",
        by=active.manager,
        at=late,
    )

    assert active.now().verified_until == date(2027, 11, 25)
    assert sells(active, late)


def test_who_was_stopped_by_decision_is_let_go_by_decision(
    active: Applicant, set_clock: SetClock, noon: datetime
) -> None:
    suspend_partner(organisation_id=active.organisation_id, reason="complaints", by=active.manager, at=noon)
    assert not sells(active, noon)
    review_standings(timestamp=0)
    renewed(active, noon, date(2035, 1, 1))
    assert active.now().state == PartnerState.SUSPENDED
    with nothing_changes(), pytest.raises(WrongState):
        suspend_partner(organisation_id=active.organisation_id, reason="again", by=active.manager, at=noon)

    reinstate_partner(organisation_id=active.organisation_id, reason="answered", by=active.manager, at=noon)

    assert sells(active, noon)
    assert Suspension.objects.get().lifted_why == "answered"


def test_what_is_wanting_cannot_be_decided_away(active: Applicant, noon: datetime) -> None:
    suspend_partner(organisation_id=active.organisation_id, reason="complaints", by=active.manager, at=noon)
    late = datetime(2028, 1, 1, tzinfo=SHANGHAI)
    with nothing_changes(), pytest.raises(StillWanting):
        reinstate_partner(organisation_id=active.organisation_id, reason="!", by=active.manager, at=late)


def test_who_has_left_trades_no_more(active: Applicant, noon: datetime) -> None:
    with nothing_changes(), pytest.raises(NotAllowed):
        end_partnership(organisation_id=active.organisation_id, reason="", by=active.manager, at=noon)
    end_partnership(
        organisation_id=active.organisation_id, reason="by agreement", by=active.executive, at=noon
    )
    assert not sells(active, noon)
    with nothing_changes(), pytest.raises(WrongState):
        verify_partner(
            organisation_id=active.organisation_id, method="x", findings="", by=active.manager, at=noon
        )


def test_the_hot_path_asks_one_column_once(
    active: Applicant, noon: datetime, django_assert_num_queries: Callable[..., object]
) -> None:
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        assert sells(active, noon)


@pytest.mark.django_db(transaction=True)
def test_two_renewals_at_once_are_one(applicant: Applicant, noon: datetime) -> None:
    applicant.all_the_way(noon)
    old = papers.current(applicant.organisation_id).get(type="business_licence")
    filing = Filing(
        type="business_licence",
        organisation=applicant.organisation_id,
        number=USCC,
        valid_to=date(2035, 1, 1),
    )

    def renew(n: int) -> str:
        try:
            upload = Upload("b.pdf", PDF + b"%%EOF\n" * n)
            renew_document(document_id=old.id, upload=upload, filing=filing, by=applicant.actor, at=noon)
        except RenewalOpen:
            return "refused"
        finally:
            connection.close()
        return "taken"

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(renew, range(4)))
    assert answers == ["refused", "refused", "refused", "taken"]
    assert papers.of_owner(applicant.organisation_id).filter(type="business_licence").count() == 2
