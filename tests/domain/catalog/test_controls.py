"""Each control of the catalogue is green over an orderly shop, and red when its clause is broken."""

from datetime import date, timedelta

import pytest

from tests import shop
from tests.vocabulary import behind_the_back
from zhanggui.domain.catalog import controls
from zhanggui.domain.catalog.rules import WORDING
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.approvals import Answer, Judgement, Verdict
from zhanggui.mechanisms.controls import Status

pytestmark = pytest.mark.django_db

PUBLISHED = "UPDATE catalog_goodsversion SET {} WHERE state = 'published'"

BROKEN = [
    pytest.param(
        controls.lawful_kinds, "UPDATE catalog_category SET legal_class = 'tobacco'", id="B-2.1.1 tobacco"
    ),
    pytest.param(
        controls.reports_hold, "UPDATE documents_document SET withdrawn_at = now()", id="B-2.1.3 no report"
    ),
    pytest.param(controls.packaging_told, PUBLISHED.format("packaging = ''"), id="B-2.1.4 no packaging"),
    pytest.param(controls.after_sales_told, PUBLISHED.format("return_address = ''"), id="B-2.1.6 no address"),
    pytest.param(controls.shown_as_approved, PUBLISHED.format("origin = '别处'"), id="B-2.2.1 changed since"),
    pytest.param(
        controls.answered_item_by_item,
        "DELETE FROM approvals_checklistanswer WHERE code = 'origin'",
        id="B-2.2.2 an item unanswered",
    ),
    pytest.param(
        controls.decided_by_reviewers,
        "UPDATE identity_grant SET role = 'cs_agent' WHERE role = 'product_reviewer'",
        id="B-2.2.3 no reviewer",
    ),
    pytest.param(
        controls.published_after_review,
        "UPDATE approvals_review SET state = 'rejected'",
        id="B-2.2.5 not approved",
    ),
    pytest.param(
        controls.submissions_declared, "DELETE FROM catalog_declaration", id="B-3.2.4 nobody answers for it"
    ),
    pytest.param(
        controls.on_a_leaf,
        "UPDATE catalog_category SET required_fields = '{材质}'",
        id="B-2.3.1 no attribute",
    ),
    pytest.param(
        controls.goods_can_be_found, "DELETE FROM catalog_searchentry", id="A-4.3 not found by search"
    ),
    pytest.param(controls.tree_complete, "UPDATE catalog_category SET name_en = ''", id="B-2.3.2 nameless"),
    pytest.param(controls.pages_complete, "DELETE FROM catalog_picture", id="B-2.3.3 no picture"),
    pytest.param(
        controls.pictures_true,
        "UPDATE documents_document SET released_at = NULL, released_by_id = NULL",
        id="B-2.3.4 not released",
    ),
    pytest.param(
        controls.claims_proven, PUBLISHED.format("description = '国家级珍品'"), id="B-2.3.5 unproven"
    ),
]


@pytest.mark.parametrize(("control", "broken"), BROKEN)
def test_a_clause_is_kept_until_it_is_broken(control, broken, noon):
    shop.published(shop.seller(), noon)
    later = noon + timedelta(hours=1)
    assert control(later).status == Status.KEPT
    with behind_the_back() as change:
        change(broken)
    evidence = control(later)
    assert evidence.status == Status.BROKEN
    assert evidence.records.count >= 1


@pytest.mark.parametrize("control", [row.values[0] for row in BROKEN])
def test_an_empty_shop_proves_nothing(control, noon):
    assert control(noon).status == Status.NO_DATA


def test_goods_whose_report_ran_out_are_off_sale_and_shown_as_a_risk(noon):
    who = shop.seller()
    shop.published(who, noon)
    report = who.paper("quality_report", valid_to=date(2026, 11, 30))
    shop.published(who, noon, quality_report=report.id)
    later = noon + timedelta(days=30)
    evidence = controls.reports_hold(later)
    assert evidence.status == Status.AT_RISK
    assert evidence.figures["off sale by expiry"] == 1


def test_what_was_returned_is_red_only_if_it_is_on_sale(noon):
    version = shop.submitted(shop.seller(), noon)
    review = approvals.review_of(version.id)
    answers = {check: Answer(ok=False) for check in shop.GOODS_INFORMATION.all_ok("review")}
    judgement = Judgement(step="review", verdict=Verdict.REJECT, answers=answers, note="请更正")
    approvals.decide(review_id=review.id, judgement=judgement, by=shop.reviewer(), at=noon)

    assert controls.returned_is_corrected(noon).status == Status.KEPT
    assert controls.returned_is_corrected(noon + timedelta(days=8)).status == Status.AT_RISK
    with behind_the_back() as change:
        change("UPDATE catalog_goods SET published_version_id = %s", [version.id])
    assert controls.returned_is_corrected(noon).status == Status.BROKEN


def test_a_submission_is_answered_for_by_who_handed_it_in(noon):
    who = shop.seller()
    version = shop.submitted(who, noon)
    word = version.declaration
    assert (word.declared_by_id, word.declared_at, word.wording) == (who.writer.account_id, noon, WORDING)
    assert (version.goods.published_version, controls.submissions_declared(noon).status) == (
        None,
        Status.KEPT,
    )


def test_a_review_out_of_time_is_a_risk(noon):
    shop.submitted(shop.seller(), noon)
    assert controls.reviews_in_time(noon).status == Status.KEPT
    assert controls.reviews_in_time(noon + timedelta(days=4)).status == Status.AT_RISK
