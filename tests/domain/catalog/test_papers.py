"""Goods are on sale only while every paper behind them holds, their own and their firm's (B-2.1.3)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests import shop
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.catalog.models import Goods, StopSale
from zhanggui.domain.catalog.operations.review_papers import review_papers
from zhanggui.domain.pricing.queries import offers_of
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import NotAllowed
from zhanggui.mechanisms.documents.models import Document

pytestmark = pytest.mark.django_db

LAST_DAY = date(2026, 11, 30)
MIDNIGHT = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
"""The first moment of 1 December in Shanghai."""


@pytest.fixture
def who():
    return shop.seller()


@pytest.fixture
def sku(who, noon):
    """Goods of a category that demands a licence of the firm, which holds until the end of November."""
    who.paper("food_licence", valid_to=LAST_DAY)
    leaf = shop.category(noon, required_documents=("food_licence",))
    return shop.on_sale(who, noon, leaf=leaf)


def stops(sku, at):
    return offers_of([sku.id], at=at)[sku.id].stops


def test_the_first_paper_to_run_out_counts(sku):
    assert Goods.objects.get(pk=sku.goods_id).papers_valid_to == LAST_DAY


def test_an_expired_licence_of_the_firm_stops_its_goods_at_midnight(sku):
    assert stops(sku, MIDNIGHT - timedelta(seconds=1)) == []
    assert stops(sku, MIDNIGHT) == ["document_expired"]
    assert review_papers(by=SYSTEM, at=MIDNIGHT) == 1
    assert stops(sku, MIDNIGHT) == ["document_expired", "stopped_document"]
    assert review_papers(by=SYSTEM, at=MIDNIGHT) == 0


def test_a_licence_renewed_in_time_never_interrupts_the_sale(who, sku):
    who.paper("food_licence", valid_to=date(2027, 11, 30))
    assert review_papers(by=SYSTEM, at=MIDNIGHT - timedelta(hours=12)) == 1
    assert stops(sku, MIDNIGHT) == []
    assert not StopSale.objects.exists()


def test_a_licence_renewed_late_lets_the_sale_go_on(who, sku):
    review_papers(by=SYSTEM, at=MIDNIGHT)
    who.paper("food_licence", valid_to=date(2027, 11, 30))
    assert review_papers(by=SYSTEM, at=MIDNIGHT + timedelta(days=1)) == 1
    assert stops(sku, MIDNIGHT + timedelta(days=1)) == []


def test_a_paper_that_is_withdrawn_stops_at_once_what_rests_on_it(who, sku, noon):
    Document.objects.filter(type="quality_report").update(withdrawn_at=noon)
    assert review_papers(organisation_id=who.organisation.id, by=SYSTEM, at=noon) == 1
    assert "stopped_document" in stops(sku, noon)


def test_other_firms_are_left_alone(sku, noon):
    other = shop.seller("别家有限公司")
    kept = shop.on_sale(other, noon)
    review_papers(by=SYSTEM, at=MIDNIGHT)
    assert stops(kept, MIDNIGHT) == []


def test_only_the_house_reviews_papers(sku):
    customer = somebody("顾客", Role.CUSTOMER)
    with nothing_changes(), pytest.raises(NotAllowed):
        review_papers(by=customer, at=MIDNIGHT)
