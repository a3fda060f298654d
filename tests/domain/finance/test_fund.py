"""The protection fund pays what two people agreed to, once, and never more than it has."""

import pytest

from tests.domain.finance.conftest import DAY, approved
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.finance import accounts, fund, refusals
from zhanggui.domain.finance.operations.claim_on_fund import ClaimWish, claim_on_fund
from zhanggui.domain.finance.operations.contribute_to_fund import contribute_to_fund
from zhanggui.domain.finance.operations.pay_claim import pay_claim
from zhanggui.identity.roles import Role
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotAllowed
from zhanggui.mechanisms import ledger

pytestmark = pytest.mark.django_db


@pytest.fixture
def supervisor(db):
    return somebody("客服主管", Role.CS_SUPERVISOR)


@pytest.fixture
def claim(deliver, supervisor, noon):
    wish = ClaimWish(
        order_id=deliver(1).id, amount_fen=800, harm="收到假货", payee="王秀兰 6222…", evidence="TS1"
    )
    return claim_on_fund(wish=wish, by=supervisor, at=noon)


def test_a_claim_is_paid_after_two_people_agreed(claim, accountant, director, noon):
    contribute_to_fund(amount_fen=1_000, bank_reference="J1", by=accountant, at=noon)
    approved("finance.fund_claim", claim, by=director, at=noon)
    with nothing_changes(), pytest.raises(WrongState):
        pay_claim(claim_id=claim.id, bank_reference="P1", by=accountant, at=noon)
    approved("finance.fund_claim", claim, by=accountant, at=noon)
    paid = pay_claim(claim_id=claim.id, bank_reference="P1", by=accountant, at=noon)
    assert paid.state == "paid"
    with nothing_changes(), pytest.raises(WrongState):
        pay_claim(claim_id=claim.id, bank_reference="P1", by=accountant, at=noon)
    assert ledger.balance(accounts.FUND).amount == ledger.balance(accounts.FUND_BANK).amount == 200


def test_the_fund_pays_nothing_it_does_not_have(claim, accountant, director, noon):
    approved("finance.fund_claim", claim, by=director, at=noon)
    approved("finance.fund_claim", claim, by=accountant, at=noon)
    with nothing_changes(), pytest.raises(refusals.FundTooSmall):
        pay_claim(claim_id=claim.id, bank_reference="P1", by=accountant, at=noon)


def test_an_agent_cannot_give_the_fund_away(deliver, agent, noon):
    wish = ClaimWish(order_id=deliver(1).id, amount_fen=800, harm="x", payee="y")
    with nothing_changes(), pytest.raises(NotAllowed):
        claim_on_fund(wish=wish, by=agent, at=noon)


def test_everybody_reads_what_the_fund_holds_and_did(claim, accountant, director, noon, client):
    contribute_to_fund(amount_fen=1_000, bank_reference="J1", by=accountant, at=noon)
    contribute_to_fund(amount_fen=2_000, bank_reference="J2", by=accountant, at=noon + 60 * DAY)
    approved("finance.fund_claim", claim, by=director, at=noon)
    approved("finance.fund_claim", claim, by=accountant, at=noon)
    pay_claim(claim_id=claim.id, bank_reference="P1", by=accountant, at=noon)
    later = fund.fund_years(noon + 90 * DAY)
    assert [(one.year, one.contributed_fen, one.paid_fen, one.paid) for one in later] == [
        (2027, 2_000, 0, 0), (2026, 1_000, 800, 1),
    ]  # fmt: skip
    assert fund.fund_balance() == 2_200
    page = client.get("/fund/").content.decode()
    assert "¥22.00" in page
    assert "顾客权益保障基金" in page
