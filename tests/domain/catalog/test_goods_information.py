"""Goods are shown only as somebody other than their author approved them, item by item (B-2.2)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from tests import shop
from tests.people import another_account, somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.catalog.models import Goods, GoodsVersion, Sku
from zhanggui.domain.catalog.operations.change_draft import change_draft
from zhanggui.domain.catalog.operations.draft_goods import Claim, SkuWish, draft_goods
from zhanggui.domain.catalog.operations.revise_goods import revise_goods
from zhanggui.domain.catalog.operations.submit_goods_version import submit_goods_version
from zhanggui.domain.catalog.operations.withdraw_goods_version import withdraw_goods_version
from zhanggui.domain.catalog.policies import GOODS_INFORMATION
from zhanggui.domain.catalog.refusals import (
    DocumentsMissing,
    InformationIncomplete,
    NotForSale,
    OpenVersionExists,
    SupplierMayNotSell,
    UnprovenClaim,
)
from zhanggui.domain.catalog.states import LegalClass, VersionState
from zhanggui.domain.partners.models import Supplier
from zhanggui.domain.partners.states import PartnerState
from zhanggui.identity.roles import Role
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import approvals, trail
from zhanggui.mechanisms.approvals import Answer, Judgement, Verdict
from zhanggui.mechanisms.approvals.refusals import AuthorCannotApprove, ChecklistIncomplete, ItemNotInOrder

pytestmark = pytest.mark.django_db


@pytest.fixture
def who():
    return shop.seller()


@pytest.fixture
def reviewer():
    return somebody("审核员", Role.PRODUCT_REVIEWER)


def test_an_approved_version_is_what_customers_see(who, noon):
    version = shop.published(who, noon, skus=2)

    goods = Goods.objects.get(pk=version.goods_id)
    assert goods.published_version_id == version.id
    assert version.state == VersionState.PUBLISHED
    assert Sku.objects.filter(goods=goods, released_at__isnull=False).count() == 2
    told = [one.name for one in trail.timeline(goods)]
    assert {"catalog.goods_drafted", "catalog.goods_submitted", "catalog.goods_published"} <= set(told)


def test_an_edit_is_a_new_version_while_the_old_one_stays_on_sale(who, noon):
    first = shop.published(who, noon)
    second = revise_goods(
        goods_id=first.goods_id,
        content=shop.content(who, name="龙泉青瓷茶具八件套"),
        skus=[SkuWish(name="1号", code=shop.sku_of(first).code), SkuWish(name="八件")],
        by=who.writer,
        at=noon,
    )
    submit_goods_version(version_id=second.id, by=who.writer, at=noon)
    assert Goods.objects.get(pk=first.goods_id).published_version_id == first.id

    shop.approve(second.id, noon)
    first.refresh_from_db()
    assert Goods.objects.get(pk=first.goods_id).published_version_id == second.id
    assert first.state == VersionState.SUPERSEDED
    assert second.pictures.count() == 1


def test_a_sku_that_the_new_version_leaves_out_is_retired(who, noon):
    first = shop.published(who, noon, skus=2)
    kept, left_out = Sku.objects.filter(goods_id=first.goods_id).order_by("position")
    second = revise_goods(
        goods_id=first.goods_id,
        content=shop.content(who),
        skus=[SkuWish(name="1号", code=kept.code)],
        by=who.writer,
        at=noon,
    )
    submit_goods_version(version_id=second.id, by=who.writer, at=noon)
    shop.approve(second.id, noon)

    left_out.refresh_from_db()
    kept.refresh_from_db()
    assert left_out.retired_at == noon
    assert kept.retired_at is None


def test_a_rejected_version_goes_back_with_its_answers_and_is_corrected_as_a_new_one(who, reviewer, noon):
    version = shop.submitted(who, noon)
    answers = {**GOODS_INFORMATION.all_ok("review"), "origin": Answer(ok=False, note="与检测报告不符")}
    approvals.decide(
        review_id=approvals.review_of(version.id).id,
        judgement=Judgement(step="review", verdict=Verdict.REJECT, answers=answers, note="产地有误"),
        by=reviewer,
        at=noon,
    )

    version.refresh_from_db()
    assert version.state == VersionState.RETURNED
    assert Goods.objects.get(pk=version.goods_id).published_version_id is None
    revise_goods(
        goods_id=version.goods_id,
        content=shop.content(who, origin="浙江丽水"),
        skus=[SkuWish()],
        by=who.writer,
        at=noon,
    )


@pytest.mark.parametrize(
    ("change", "named"),
    [
        pytest.param({"brand": " "}, "brand", id="no brand"),
        pytest.param({"maker_address": ""}, "maker_address", id="no address of the maker"),
        pytest.param({"quality_report": None}, "quality_report", id="no test report"),
        pytest.param({"produced_on": date(2027, 1, 1)}, "produced_on", id="made in the future"),
        pytest.param({"after_sales": ""}, "after_sales", id="no after-sales terms"),
    ],
)
def test_incomplete_information_is_refused_with_the_field_named(who, noon, change, named):
    draft = shop.drafted(who, noon, **change)
    with nothing_changes(), pytest.raises(InformationIncomplete) as refused:
        submit_goods_version(version_id=draft.id, by=who.writer, at=noon)
    assert named in refused.value.details["fields"]


def test_a_category_with_shelf_life_asks_for_production_date_and_shelf_life(who, noon):
    leaf = shop.category(noon, shelf_life_needed=True, legal_class=LegalClass.FOOD)
    draft = shop.drafted(who, noon, leaf=leaf)
    with pytest.raises(InformationIncomplete) as refused:
        submit_goods_version(version_id=draft.id, by=who.writer, at=noon)
    assert refused.value.details["fields"] == "produced_on, shelf_life_days"


def test_documents_the_category_asks_for_must_be_there_and_hold(who, noon):
    leaf = shop.category(noon, required_documents=("food_licence",))
    draft = shop.drafted(who, noon, leaf=leaf)
    with nothing_changes(), pytest.raises(DocumentsMissing):
        submit_goods_version(version_id=draft.id, by=who.writer, at=noon)
    who.paper("food_licence", valid_to=date(2026, 11, 23))
    with nothing_changes(), pytest.raises(DocumentsMissing):
        submit_goods_version(version_id=draft.id, by=who.writer, at=noon)
    who.paper("food_licence", valid_to=date(2026, 11, 24))
    submit_goods_version(version_id=draft.id, by=who.writer, at=noon)


def test_a_report_of_another_firm_proves_nothing(who, noon):
    other = shop.seller("别家有限公司")
    draft = shop.drafted(who, noon, quality_report=other.paper("quality_report").id)
    with pytest.raises(DocumentsMissing):
        submit_goods_version(version_id=draft.id, by=who.writer, at=noon)


@pytest.mark.parametrize(
    "words",
    [pytest.param("国家级工艺", id="absolute word"), pytest.param("可治疗失眠", id="medical word")],
)
def test_words_the_law_forbids_are_refused_without_proof(who, noon, words):
    draft = shop.drafted(who, noon, description=f"这套茶具{words}, 值得拥有。")
    with nothing_changes(), pytest.raises(UnprovenClaim):
        submit_goods_version(version_id=draft.id, by=who.writer, at=noon)


def test_an_absolute_word_with_its_evidence_goes_to_the_reviewer(who, noon):
    claim = Claim(words="国家级非物质文化遗产代表性项目", evidence="国发〔2006〕18号")
    draft = shop.drafted(who, noon, description="国家级非物质文化遗产代表性项目", claims=(claim,))
    assert submit_goods_version(version_id=draft.id, by=who.writer, at=noon).state == VersionState.SUBMITTED


def test_what_the_law_keeps_out_of_the_shop_cannot_even_be_drafted(who, noon):
    leaf = shop.category(noon, legal_class=LegalClass.TOBACCO)
    told = shop.content(who)
    with nothing_changes(), pytest.raises(NotForSale):
        draft_goods(category_id=leaf.id, content=told, by=who.writer, at=noon)


def test_a_suspended_supplier_submits_nothing(who, noon):
    draft = shop.drafted(who, noon)
    Supplier.objects.filter(pk=who.supplier.pk).update(state=PartnerState.SUSPENDED, trades_until=None)
    with nothing_changes(), pytest.raises(SupplierMayNotSell):
        submit_goods_version(version_id=draft.id, by=who.writer, at=noon)


def test_a_report_that_ran_out_during_the_review_stops_the_publication(who, reviewer, noon):
    report = who.paper("quality_report", valid_to=date(2026, 11, 24))
    version = shop.submitted(who, noon, quality_report=report.id)
    with nothing_changes(), pytest.raises(DocumentsMissing):
        shop.approve(version.id, noon + timedelta(days=1), by=reviewer)


def test_foreign_goods_are_not_there(who, noon):
    version = shop.drafted(who, noon)
    stranger = shop.seller("别家有限公司").writer
    for act in (submit_goods_version, withdraw_goods_version):
        with nothing_changes(), pytest.raises(NotFound):
            act(version_id=version.id, by=stranger, at=noon)
    with nothing_changes(), pytest.raises(NotFound):
        draft_goods(
            category_id=version.goods.category_id,
            content=shop.content(who),
            supplier_id=who.supplier.id,
            by=stranger,
            at=noon,
        )


def test_a_customer_describes_nothing(who, noon):
    draft = shop.drafted(who, noon)
    customer = somebody("顾客", Role.CUSTOMER)
    with nothing_changes(), pytest.raises(NotAllowed):
        submit_goods_version(version_id=draft.id, by=customer, at=noon)


def test_nobody_approves_what_they_wrote_under_whatever_account(who, noon):
    version = shop.submitted(who, noon)
    second_account = another_account(who.writer.person_id, Role.PRODUCT_REVIEWER)
    with nothing_changes(), pytest.raises(AuthorCannotApprove):
        shop.approve(version.id, noon, by=second_account)


@pytest.mark.parametrize(
    ("answers", "refusal"),
    [
        pytest.param(
            {k: v for k, v in GOODS_INFORMATION.all_ok("review").items() if k != "origin"},
            ChecklistIncomplete,
            id="origin not looked at",
        ),
        pytest.param(
            {**GOODS_INFORMATION.all_ok("review"), "brand": Answer(ok=False)},
            ItemNotInOrder,
            id="brand not in order",
        ),
    ],
)
def test_every_item_of_the_norms_list_must_be_answered_and_in_order(who, reviewer, noon, answers, refusal):
    version = shop.submitted(who, noon)
    with nothing_changes(), pytest.raises(refusal):
        approvals.decide(
            review_id=approvals.review_of(version.id).id,
            judgement=Judgement(step="review", verdict=Verdict.APPROVE, answers=answers),
            by=reviewer,
            at=noon,
        )


def test_a_submitted_version_is_frozen_for_the_program_and_for_the_database(who, noon):
    version = shop.submitted(who, noon)
    with nothing_changes(), pytest.raises(WrongState):
        change_draft(
            version_id=version.id,
            content=shop.content(who),
            skus=[SkuWish()],
            pictures=[],
            by=who.writer,
            at=noon,
        )
    with nothing_changes(), pytest.raises(IntegrityError), transaction.atomic():
        GoodsVersion.objects.filter(pk=version.pk).update(origin="别处")


def test_the_database_refuses_to_publish_what_is_not_approved(who, noon):
    version = shop.submitted(who, noon)
    with (
        nothing_changes(),
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE catalog_goods SET published_version_id = %s WHERE id = %s", [version.id, version.goods_id]
        )


def test_goods_have_one_open_version_at_a_time(who, noon):
    version = shop.submitted(who, noon)
    with nothing_changes(), pytest.raises(OpenVersionExists):
        revise_goods(
            goods_id=version.goods_id, content=shop.content(who), skus=[SkuWish()], by=who.writer, at=noon
        )


def test_a_withdrawn_version_can_no_longer_be_approved(who, noon):
    version = shop.submitted(who, noon)
    withdraw_goods_version(version_id=version.id, by=who.writer, at=noon)
    version.refresh_from_db()
    assert version.state == VersionState.WITHDRAWN


def test_a_refusal_names_fields_and_papers_in_the_readers_language(who, noon):
    leaf = shop.category(noon, required_documents=("food_licence",))
    draft = shop.drafted(who, noon, leaf=leaf, brand="", maker_address="")
    with pytest.raises(InformationIncomplete) as refused:
        submit_goods_version(version_id=draft.id, by=who.writer, at=noon)
    with translation.override("zh-hans"):
        told = refused.value.message(translation.gettext(refused.value.template()))
    assert told == "商品信息不完整，缺少或有误：品牌、生产者地址"
    assert refused.value.details["fields"] == "brand, maker_address"
