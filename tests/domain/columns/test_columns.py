"""Nothing stands on the shop's pages that somebody else has not approved, and only in its window."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import shop
from tests.people import another_account, somebody
from tests.vocabulary import behind_the_back, nothing_changes
from zhanggui.domain.columns import controls, rules
from zhanggui.domain.columns.models import Column, Showing
from zhanggui.domain.columns.operations.change_column_draft import change_column_draft
from zhanggui.domain.columns.operations.draft_column import draft_column
from zhanggui.domain.columns.operations.revise_column import revise_column
from zhanggui.domain.columns.operations.submit_column import submit_column
from zhanggui.domain.columns.operations.take_down_column import take_down_column
from zhanggui.domain.columns.operations.withdraw_column import withdraw_column
from zhanggui.domain.columns.policies import MARKETING_COLUMN
from zhanggui.domain.columns.queries import standing, with_version
from zhanggui.domain.columns.refusals import (
    BadColumnCode,
    ColumnIncomplete,
    ColumnSaysForbidden,
    ColumnShowsUnknown,
    ColumnTaken,
    ColumnVersionOpen,
    NothingToTakeDown,
)
from zhanggui.domain.columns.rules import ColumnTerms, Content
from zhanggui.domain.columns.states import COLUMN, Audience, ColumnKind, ColumnState, Place
from zhanggui.identity.roles import Role
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import approvals, trail
from zhanggui.mechanisms.approvals import Judgement, Verdict
from zhanggui.mechanisms.approvals.refusals import AuthorCannotApprove
from zhanggui.mechanisms.controls import Status

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
EVERYBODY = frozenset(Audience)


@pytest.fixture
def writer():
    return somebody("栏目编辑", Role.PROGRAMME_SCHEDULER)


@pytest.fixture
def terms(noon):
    return ColumnTerms(
        title="入冬第一锅",
        kind=ColumnKind.ARTICLE,
        position=10,
        starts_at=noon,
        content=Content(text="砂锅怎么养。"),
    )


def judged(version, at, verdict=Verdict.APPROVE, by=None):
    review = approvals.review_of(version.id)
    judgement = Judgement(
        step="review", verdict=verdict, answers=MARKETING_COLUMN.all_ok("review"), note="已看"
    )
    approvals.decide(
        review_id=review.id, judgement=judgement, by=by or somebody("审核", Role.AD_REVIEWER), at=at
    )
    version.refresh_from_db()
    return version


def published(terms, by, at, code="winter"):
    column = Column.objects.filter(code=code).first()
    if column is None:
        version = draft_column(code=code, terms=terms, by=by, at=at)
    else:
        version = revise_column(column_id=column.id, terms=terms, by=by, at=at)
    return judged(submit_column(version_id=version.id, by=by, at=at), at)


def titles(at, audiences=EVERYBODY, place=Place.HOME, keys=("",)):
    return [one.title for one in standing(place, at=at, audiences=audiences, keys=keys)]


def test_an_approved_column_stands_from_its_first_moment_to_its_last(terms, writer, noon):
    version = published(replace(terms, starts_at=noon + DAY, ends_at=noon + 2 * DAY), writer, noon)

    assert titles(noon) == []
    assert titles(noon + DAY) == ["入冬第一锅"]
    assert titles(noon + 2 * DAY) == []
    told = [(one.name, one.account_id) for one in trail.timeline(version.column)]
    assert ("columns.drafted", writer.account_id) in told


def test_what_stands_today_stays_until_its_successor_begins(terms, writer, noon):
    published(terms, writer, noon)
    published(replace(terms, title="冬至", starts_at=noon + DAY, ends_at=noon + 2 * DAY), writer, noon)

    assert [titles(noon + days * DAY) for days in (0, 1, 2)] == [["入冬第一锅"], ["冬至"], []]


def test_a_version_that_is_not_approved_is_seen_in_the_preview_only(terms, writer, noon):
    published(terms, writer, noon)
    column = Column.objects.get(code="winter")
    draft = revise_column(
        column_id=column.id, terms=replace(terms, title="新文章", position=5), by=writer, at=noon
    )

    found = standing(Place.HOME, at=noon, audiences=EVERYBODY)
    assert [one.title for one in found] == ["入冬第一锅"]
    assert [one.title for one in with_version(found, draft)] == ["新文章"]


@pytest.mark.parametrize(
    ("signed_in", "has_ordered", "seen"),
    [
        pytest.param(False, False, {"everyone", "visitors", "newcomers"}, id="a visitor"),
        pytest.param(True, False, {"everyone", "members", "newcomers"}, id="a member who never ordered"),
        pytest.param(True, True, {"everyone", "members"}, id="a member who has ordered"),
    ],
)
def test_a_column_is_shown_to_its_audience(terms, writer, noon, signed_in, has_ordered, seen):
    for place, audience in enumerate(Audience):
        wish = replace(terms, title=audience.value, audience=audience, position=place)
        published(wish, writer, noon, code=f"for-{audience}")

    assert set(titles(noon, rules.audiences(signed_in=signed_in, has_ordered=has_ordered))) == seen


def test_a_paid_place_stands_where_it_was_paid_for_and_is_marked(terms, writer, noon):
    leaf = shop.category(noon)
    paid = replace(
        terms, place=Place.CATEGORY, place_key=leaf.code, content=Content(text="新品", paid_by="茶业公司")
    )
    published(paid, writer, noon)

    assert titles(noon) == []
    (shown,) = standing(Place.CATEGORY, at=noon, audiences=EVERYBODY, keys=["x", leaf.code])
    assert shown.is_advertisement


def test_taken_down_it_stands_nowhere_until_a_newer_version_is_approved(terms, writer, noon):
    column_id = published(terms, writer, noon).column_id
    reviewer = somebody("审核", Role.AD_REVIEWER)
    take_down_column(column_id=column_id, reason="用词不当", by=reviewer, at=noon)

    assert titles(noon) == []
    with nothing_changes(), pytest.raises(NothingToTakeDown):
        take_down_column(column_id=column_id, reason="再来", by=reviewer, at=noon)
    published(replace(terms, title="改好了"), writer, noon)
    assert titles(noon) == ["改好了"]


def test_nobody_approves_their_own_column(terms, noon, writer):
    version = submit_column(
        version_id=draft_column(code="own", terms=terms, by=writer, at=noon).id, by=writer, at=noon
    )
    other_account = another_account(writer.person_id, Role.AD_REVIEWER)
    with nothing_changes(), pytest.raises(AuthorCannotApprove):
        judged(version, noon, by=other_account)


def test_the_database_shows_nothing_that_was_not_approved(terms, noon, writer):
    version = submit_column(
        version_id=draft_column(code="sly", terms=terms, by=writer, at=noon).id, by=writer, at=noon
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Showing.objects.create(column=version.column, version=version, published_at=noon)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(version).objects.filter(pk=version.id).update(title="换了")


def test_what_was_returned_is_written_anew(terms, noon, writer):
    version = submit_column(
        version_id=draft_column(code="back", terms=terms, by=writer, at=noon).id, by=writer, at=noon
    )
    assert judged(version, noon, Verdict.REJECT).state == ColumnState.RETURNED
    assert revise_column(column_id=version.column_id, terms=terms, by=writer, at=noon).number == 2


LINK = Content(text="x", link="https://elsewhere.example/")
REFUSED_DRAFTS = [
    pytest.param({"title": " "}, "winter", ColumnIncomplete, id="without a title"),
    pytest.param({"content": LINK}, "winter", ColumnIncomplete, id="a link out of the shop"),
    pytest.param({"content": Content(text="x", link="//a.example")}, "winter", ColumnIncomplete, id="or //"),
    pytest.param({"place_key": "tea"}, "winter", ColumnIncomplete, id="a category on the home page"),
    pytest.param({"position": 1000}, "winter", ColumnIncomplete, id="too far down"),
    pytest.param({"content": Content(text="x", limit=25)}, "winter", ColumnIncomplete, id="too long a list"),
    pytest.param({}, "Winter!", BadColumnCode, id="a code nobody can type"),
    pytest.param({}, "taken", ColumnTaken, id="a code in use"),
]


@pytest.mark.parametrize(("change", "code", "refusal"), REFUSED_DRAFTS)
def test_what_cannot_be_a_column_is_not_kept(terms, writer, noon, change, code, refusal):
    draft_column(code="taken", terms=terms, by=writer, at=noon)
    with nothing_changes(), pytest.raises(refusal):
        draft_column(code=code, terms=replace(terms, **change), by=writer, at=noon)


GOODS = {"kind": ColumnKind.GOODS}
REFUSED_SUBMISSIONS = [
    pytest.param({"content": Content()}, ColumnIncomplete, id="an article without a text"),
    pytest.param({"kind": ColumnKind.BANNER}, ColumnIncomplete, id="a banner without a picture"),
    pytest.param({"title": "国家级好锅"}, ColumnSaysForbidden, id="an absolute word"),
    pytest.param({**GOODS, "content": Content(numbers=("99999",))}, ColumnShowsUnknown, id="unknown goods"),
    pytest.param({**GOODS, "content": Content(category="no")}, ColumnShowsUnknown, id="unknown category"),
]


@pytest.mark.parametrize(("change", "refusal"), REFUSED_SUBMISSIONS)
def test_what_may_not_be_shown_does_not_go_to_review(terms, writer, noon, change, refusal):
    version = draft_column(code="new", terms=replace(terms, **change), by=writer, at=noon)
    with nothing_changes(), pytest.raises(refusal):
        submit_column(version_id=version.id, by=writer, at=noon)


VERBS = {
    "change": lambda version, terms, by, at: change_column_draft(
        version_id=version.id, terms=terms, by=by, at=at
    ),
    "submit": lambda version, terms, by, at: submit_column(version_id=version.id, by=by, at=at),
    "withdraw": lambda version, terms, by, at: withdraw_column(version_id=version.id, by=by, at=at),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", list(ColumnState))
def test_the_life_of_a_version_is_the_table(terms, writer, noon, state, verb):
    version = draft_column(code="life", terms=terms, by=writer, at=noon)
    if state != ColumnState.DRAFT:
        with behind_the_back() as execute:
            execute("UPDATE columns_columnversion SET state = %s, digest = 'x'", [state])
    if COLUMN.allows(state, verb) and state == ColumnState.DRAFT:
        VERBS[verb](version, terms, writer, noon)
        version.refresh_from_db()
        assert version.state == COLUMN.after(state, verb)
    elif not COLUMN.allows(state, verb):
        with nothing_changes(), pytest.raises(WrongState):
            VERBS[verb](version, terms, writer, noon)


def test_two_versions_are_not_written_at_once(terms, writer, noon):
    version = draft_column(code="two", terms=terms, by=writer, at=noon)
    with nothing_changes(), pytest.raises(ColumnVersionOpen):
        revise_column(column_id=version.column_id, terms=terms, by=writer, at=noon)


def test_columns_are_for_those_of_the_post(terms, noon):
    stranger, writer = somebody("供应商", Role.SUPPLIER), somebody("编辑", Role.PROGRAMME_SCHEDULER)
    with nothing_changes(), pytest.raises(NotAllowed):
        draft_column(code="mine", terms=terms, by=stranger, at=noon)
    with nothing_changes(), pytest.raises(NotFound):
        submit_column(version_id=stranger.account_id, by=writer, at=noon)


def _furnished(terms, writer, noon):
    for place, kind in enumerate(("live", "guide", "goods", "licences")):
        published(
            replace(terms, kind=ColumnKind(kind), content=Content(), position=place), writer, noon, code=kind
        )


BROKEN = [
    pytest.param(
        controls.columns_approved,
        "UPDATE columns_columnversion SET title = '换了', digest = 'x'",
        Status.BROKEN,
        id="another content than was approved",
    ),
    pytest.param(
        controls.home_is_furnished,
        "UPDATE columns_columnversion SET ends_at = now() - interval '9 years', starts_at = '2001-01-01'"
        " WHERE kind = 'licences'",
        Status.AT_RISK,
        id="no licences on the home page",
    ),
    pytest.param(
        controls.columns_say_nothing_forbidden,
        "UPDATE columns_columnversion SET title = '国家级好物'",
        Status.BROKEN,
        id="a forbidden word",
    ),
]


@pytest.mark.parametrize(("evidence", "damage", "status"), BROKEN)
def test_controls_are_green_over_an_orderly_page_and_turn(terms, writer, noon, evidence, damage, status):
    _furnished(terms, writer, noon)
    assert evidence(noon + DAY).status == Status.KEPT
    with behind_the_back() as execute:
        execute(damage)
    assert evidence(noon + DAY).status == status
