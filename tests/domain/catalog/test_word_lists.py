"""Searches go by a list of words that somebody other than its author has approved, and by nothing else."""

import pytest
from django.db import IntegrityError, transaction

from tests.people import another_account, somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.catalog import terms, wordlists
from zhanggui.domain.catalog.models import GroupedWord, WordList
from zhanggui.domain.catalog.operations.adopt_words import adopt_words
from zhanggui.domain.catalog.operations.propose_words import propose_words
from zhanggui.domain.catalog.operations.return_words import return_words
from zhanggui.domain.catalog.operations.withdraw_words import withdraw_words
from zhanggui.domain.catalog.policies import SEARCH_WORDS
from zhanggui.domain.catalog.queries import standing_words
from zhanggui.domain.catalog.refusals import NothingChanges, ReasonNeeded, WordListOpen, WordsWrong
from zhanggui.domain.catalog.states import WORD_LIST, ListState
from zhanggui.domain.catalog.wordlists import Words
from zhanggui.identity.roles import Role
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotAllowed
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.approvals import Judgement, Verdict
from zhanggui.mechanisms.approvals.refusals import AuthorCannotApprove

pytestmark = pytest.mark.django_db
LISTED = Words(groups=(("围巾", "披肩"),), spellings=(("维巾", "围巾"),))


@pytest.fixture
def writer():
    return somebody("编排", Role.PROGRAMME_SCHEDULER)


def proposed(by, at, words=LISTED):
    return propose_words(words=words, reason="观众这样叫", by=by, at=at)


def judged(listed, at, verdict=Verdict.APPROVE, by=None):
    review = approvals.review_of(listed.pk)
    judgement = Judgement(step="review", verdict=verdict, answers=SEARCH_WORDS.all_ok("review"), note="已看")
    reviewer = by or somebody("商品审核", Role.PRODUCT_REVIEWER)
    approvals.decide(review_id=review.id, judgement=judgement, by=reviewer, at=at)
    listed.refresh_from_db()
    return listed


def test_until_a_list_is_adopted_searches_go_by_what_the_program_comes_with(writer, noon):
    assert "电饭锅" in terms.others_of("电饭煲", terms.word_book())["电饭煲"]
    proposed(writer, noon)

    assert terms.others_of("围巾", terms.word_book()) == {}
    assert standing_words() == wordlists.comes_with()


def test_an_approved_list_stands_whole_and_the_one_before_is_superseded(writer, noon):
    first = judged(proposed(writer, noon), noon)
    assert terms.others_of("披肩", terms.word_book()) == {"披肩": ["围巾"]}
    assert terms.others_of("維巾", terms.word_book()) == {"维巾": ["围巾"]}
    assert terms.did_you_mean("维巾", terms.word_book()) == "围巾"
    assert "电饭煲" not in terms.others_of("电饭煲", terms.word_book())

    judged(proposed(writer, noon, Words(groups=(("毛毯", "盖毯"),))), noon)
    first.refresh_from_db()
    assert first.state == ListState.SUPERSEDED
    assert terms.others_of("披肩 毛毯", terms.word_book()) == {"毛毯": ["盖毯"]}


def test_a_returned_list_changes_nothing_a_search_goes_by(writer, noon):
    before = set(GroupedWord.objects.values_list("word", flat=True))
    assert judged(proposed(writer, noon), noon, Verdict.REJECT).state == ListState.RETURNED
    assert set(GroupedWord.objects.values_list("word", flat=True)) == before


def test_nobody_approves_their_own_list(writer, noon):
    listed = proposed(writer, noon)
    other_account = another_account(writer.person_id, Role.PRODUCT_REVIEWER)
    with nothing_changes(), pytest.raises(AuthorCannotApprove):
        judged(listed, noon, by=other_account)


def test_the_database_lets_searches_go_by_no_list_that_was_not_approved(writer, noon):
    listed = proposed(writer, noon)
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupedWord.objects.create(word="新词", others=["旧词"], source=listed)
    with pytest.raises(IntegrityError), transaction.atomic():
        WordList.objects.filter(pk=listed.pk).update(content={})


REFUSED = [
    pytest.param(Words(groups=(("围巾",),)), WordsWrong, id="a word alone"),
    pytest.param(Words(groups=(("围巾", "披肩"), ("披肩", "斗篷"))), WordsWrong, id="a word in two groups"),
    pytest.param(Words(spellings=(("围巾", "围巾"),)), WordsWrong, id="a slip that means itself"),
    pytest.param(Words(spellings=(("维巾", ""),)), WordsWrong, id="a slip that means nothing"),
    pytest.param(Words((("围巾", "披肩"),), (("披肩", "围巾"),)), WordsWrong, id="a slip that is a word"),
    pytest.param(Words(groups=(("围巾", "长" * 21),)), WordsWrong, id="a word too long"),
    pytest.param(wordlists.comes_with(), NothingChanges, id="what stands already"),
]


@pytest.mark.parametrize(("words", "refusal"), REFUSED)
def test_what_cannot_stand_is_not_proposed(writer, noon, words, refusal):
    with nothing_changes(), pytest.raises(refusal):
        proposed(writer, noon, words)


def test_one_list_waits_at_a_time_and_says_why(writer, noon):
    proposed(writer, noon)
    with nothing_changes(), pytest.raises(WordListOpen):
        proposed(writer, noon, Words(groups=(("毛毯", "盖毯"),)))
    with nothing_changes(), pytest.raises(ReasonNeeded):
        propose_words(words=LISTED, reason=" ", by=writer, at=noon)
    stranger = somebody("供应商", Role.SUPPLIER)
    with nothing_changes(), pytest.raises(NotAllowed):
        proposed(stranger, noon)


VERBS = {"adopt": adopt_words, "return": return_words, "withdraw": withdraw_words}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", [one for one in ListState if one != ListState.SUBMITTED])
def test_the_life_of_a_list_is_the_table(writer, noon, state, verb):
    listed = proposed(writer, noon)
    WordList.objects.filter(pk=listed.pk).update(state=state)
    both = another_account(writer.person_id, Role.PRODUCT_REVIEWER)
    assert not WORD_LIST.allows(state, verb)
    told = {"reason": "重写"} if verb == "withdraw" else {}
    with nothing_changes(), pytest.raises(WrongState):
        VERBS[verb](list_id=listed.pk, by=both, at=noon, **told)


def test_what_waits_can_be_taken_back(writer, noon):
    listed = proposed(writer, noon)
    withdraw_words(list_id=listed.pk, reason="重写", by=writer, at=noon)
    listed.refresh_from_db()
    assert listed.state == ListState.WITHDRAWN
    assert proposed(writer, noon).number == 2


def test_a_list_is_read_as_people_write_it():
    words = wordlists.read("围巾 披肩，斗篷\n\n毛毯、盖毯", "维巾 → 围巾\n毛坛=毛毯")
    assert words == Words((("围巾", "披肩", "斗篷"), ("毛毯", "盖毯")), (("维巾", "围巾"), ("毛坛", "毛毯")))
    assert wordlists.read(*wordlists.written(words)) == words
    assert wordlists.wrong(wordlists.comes_with()) == []
