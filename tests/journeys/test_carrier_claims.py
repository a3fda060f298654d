"""What carriers owe for what they lose: asked, accepted, disputed, decided."""

from datetime import datetime

import pytest
from django.db.transaction import atomic

from tests.journeys.road import DAY, HOUR, LIABLE, Road
from tests.people import firm, somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.delivery import accounts, refusals
from zhanggui.domain.delivery.models import CarrierClaim
from zhanggui.domain.delivery.operations.accept_claim import accept_claim
from zhanggui.domain.delivery.operations.decide_claim import decide_claim
from zhanggui.domain.delivery.operations.dispute_claim import DisputeUnexplained, dispute_claim
from zhanggui.domain.delivery.operations.propose_claim import propose_claim
from zhanggui.domain.delivery.states import CLAIM, ClaimState
from zhanggui.identity.models import Organisation
from zhanggui.identity.roles import Role
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.cases.queries import case_of


@pytest.fixture
def road(db: None, noon: datetime) -> Road:
    return Road(noon)


def claim(road) -> CarrierClaim:
    road.sent()
    road.hears("lost", 20)
    return CarrierClaim.objects.get()


def test_an_accepted_claim_is_owed_by_the_carrier(road, noon):
    found = claim(road)
    assert (found.asked_fen, found.basis, found.answer_by) == (LIABLE, "agreed", noon + 20 * HOUR + 7 * DAY)

    accept_claim(claim_id=found.id, by=road.courier, at=noon + DAY)

    assert ledger.balance(accounts.owed_by(road.carrier.id)).available == LIABLE
    assert road.balanced()


def test_a_disputed_claim_is_decided_by_the_house(road, noon):
    found = claim(road)
    with nothing_changes(), pytest.raises(DisputeUnexplained), atomic():
        dispute_claim(claim_id=found.id, answer=" ", by=road.courier, at=noon + DAY)
    dispute_claim(claim_id=found.id, answer="外包装完好，数量不符", by=road.courier, at=noon + DAY)
    case = case_of(found.id)
    assert (case.kind, case.state) == ("delivery.claim_dispute", "open")
    with nothing_changes(), pytest.raises(refusals.ClaimTooHigh), atomic():
        decide_claim(claim_id=found.id, agreed_fen=LIABLE + 1, finding="", by=road.manager, at=noon + DAY)

    decide_claim(claim_id=found.id, agreed_fen=1_500, finding="各半", by=road.manager, at=noon + 2 * DAY)

    found.refresh_from_db()
    case.refresh_from_db()
    assert (found.state, case.state) == ("accepted", "closed")
    assert ledger.balance(accounts.owed_by(road.carrier.id)).available == 1_500


def test_a_dropped_claim_leaves_nothing_owed(road, noon):
    found = claim(road)
    decide_claim(claim_id=found.id, agreed_fen=0, finding="不可抗力", by=road.manager, at=noon + DAY)

    found.refresh_from_db()
    assert found.state == "dropped"
    assert ledger.balance(accounts.owed_by(road.carrier.id)).available == 0
    with nothing_changes(), pytest.raises(WrongState), atomic():
        accept_claim(claim_id=found.id, by=road.courier, at=noon + 2 * DAY)


def test_a_claim_is_answered_by_its_own_carrier_only(road, noon):
    found = claim(road)
    stranger = somebody("别家", Role.CARRIER, organisation=firm("别家", Organisation.Kind.CARRIER))

    for answer in (
        lambda: accept_claim(claim_id=found.id, by=stranger, at=noon),
        lambda: dispute_claim(claim_id=found.id, answer="不是我", by=stranger, at=noon),
    ):
        with nothing_changes(), pytest.raises(NotFound), atomic():
            answer()


def test_carriers_do_not_pay_for_what_customers_refuse(road, noon):
    road.sent()
    road.hears("refused", 20)

    with nothing_changes(), pytest.raises(refusals.NothingToClaim), atomic():
        propose_claim(trouble_id=road.trouble.id, by=road.manager, at=noon + DAY)


@pytest.mark.parametrize("verb", sorted(CLAIM.verbs()))
@pytest.mark.parametrize("state", list(ClaimState))
def test_the_life_of_a_claim(state, verb):
    if CLAIM.allows(state, verb):
        assert CLAIM.after(state, verb) in ClaimState
    else:
        with pytest.raises(WrongState):
            CLAIM.after(state, verb)
