"""The tree of categories: clear, complete, in customary words, and every change with its reason (B-2.3.2)."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from tests import shop
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.catalog.models import Category
from zhanggui.domain.catalog.operations.change_category import change_category
from zhanggui.domain.catalog.operations.create_category import CategoryTerms, create_category
from zhanggui.domain.catalog.operations.draft_goods import draft_goods
from zhanggui.domain.catalog.operations.submit_goods_version import submit_goods_version
from zhanggui.domain.catalog.refusals import (
    BadCategoryCode,
    CategoryHasBranches,
    CategoryInUse,
    CategoryTaken,
    DocumentsMissing,
    ReasonNeeded,
)
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import trail

pytestmark = pytest.mark.django_db

HOME = CategoryTerms(code="home", name_zh="家居", name_en="Home")
TEA = CategoryTerms(code="tea-ware", name_zh="茶具", name_en="Tea ware")


@pytest.fixture
def by():
    return somebody("类目", Role.PRODUCT_REVIEWER)


@pytest.fixture
def root(by, noon):
    return create_category(terms=HOME, by=by, at=noon)


@pytest.fixture
def leaf(root, by, noon):
    return create_category(terms=TEA, parent_id=root.id, by=by, at=noon)


def test_a_path_is_the_codes_from_the_root(leaf):
    assert leaf.path == "home/tea-ware/"


@pytest.mark.parametrize("code", ["", "Tea", "茶", "a b", "-a", "a/b", "x" * 33, "a%"])
def test_a_code_can_stand_in_an_address(by, noon, code):
    with nothing_changes(), pytest.raises(BadCategoryCode):
        create_category(terms=replace(HOME, code=code), by=by, at=noon)


@pytest.mark.parametrize(
    "terms",
    [
        pytest.param(replace(HOME, name_zh="别的"), id="the same code"),
        pytest.param(replace(HOME, code="home2"), id="the same name beside it"),
    ],
)
def test_code_and_name_are_taken_once(root, by, noon, terms):
    with nothing_changes(), pytest.raises(CategoryTaken):
        create_category(terms=terms, by=by, at=noon)


def test_the_database_too_takes_a_name_once(root):
    with nothing_changes(), pytest.raises(IntegrityError), transaction.atomic():
        Category.objects.create(code="x", path="x/", name_zh="家居", name_en="x", created_at=root.created_at)


def test_goods_hang_on_leaves_only(root, leaf, by, noon):
    who = shop.seller()
    told = shop.content(who)
    with nothing_changes(), pytest.raises(CategoryHasBranches):
        draft_goods(category_id=root.id, content=told, by=who.writer, at=noon)
    draft_goods(category_id=leaf.id, content=told, by=who.writer, at=noon)
    with nothing_changes(), pytest.raises(CategoryInUse):
        create_category(terms=replace(TEA, code="cups"), parent_id=leaf.id, by=by, at=noon)


def test_a_change_holds_for_what_is_submitted_from_now_on(leaf, by, noon):
    who = shop.seller()
    shop.published(who, noon, leaf=leaf)
    wanting = replace(TEA, required_documents=("ccc_certificate",))
    change_category(category_id=leaf.id, terms=wanting, reason="目录调整", by=by, at=noon)

    draft = shop.drafted(who, noon, leaf=leaf)
    with pytest.raises(DocumentsMissing):
        submit_goods_version(version_id=draft.id, by=who.writer, at=noon)
    told = [one for one in trail.timeline(leaf) if one.name == "catalog.category_changed"]
    assert [(one.body["changed"], one.reason) for one in told] == [(["required_documents"], "目录调整")]


def test_a_change_that_cannot_be_is_refused(root, leaf, by, noon):
    other = create_category(terms=replace(TEA, code="cups", name_zh="杯"), parent_id=root.id, by=by, at=noon)
    customer = somebody("顾客", Role.CUSTOMER)
    for category_id, terms, reason, who, refusal in (
        (leaf.id, TEA, " ", by, ReasonNeeded),
        (other.id, replace(TEA, code="cups"), "x", by, CategoryTaken),
        (new_id(), TEA, "x", by, NotFound),
        (leaf.id, TEA, "x", customer, NotAllowed),
    ):
        with nothing_changes(), pytest.raises(refusal):
            change_category(category_id=category_id, terms=terms, reason=reason, by=who, at=noon)
