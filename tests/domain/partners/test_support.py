"""What a partner asks the house for is a case with clocks, and its own only."""

from datetime import timedelta

import pytest

from tests.vocabulary import nothing_changes
from zhanggui.domain.partners.operations.ask_support import ask_support
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import cases
from zhanggui.mechanisms.cases.queries import events_for
from zhanggui.mechanisms.cases.refusals import NothingSaid

HOUR = timedelta(hours=1)


def test_it_is_written_back_to_and_answered_within_its_clocks(applicant, noon):
    case = ask_support(text="主图发灰\n该用什么规格？", by=applicant.actor, at=noon)
    assert (case.title, case.respond_by, case.answer_by) == ("主图发灰", noon + 8 * HOUR, noon + 48 * HOUR)

    cases.answer(case_id=case.id, text="请用 sRGB。", by=applicant.manager, at=noon + HOUR)
    said = events_for(case, applicant.actor).order_by("at").values_list("text", flat=True)
    assert list(said) == ["主图发灰\n该用什么规格？", "请用 sRGB。"]


def test_who_speaks_for_no_partner_or_says_nothing_opens_none(applicant, staff, noon):
    agent = staff(Role.CS_AGENT)
    with nothing_changes(), pytest.raises(NothingSaid):
        ask_support(text="  ", by=applicant.actor, at=noon)
    with nothing_changes(), pytest.raises(NotAllowed):
        ask_support(text="帮忙", by=agent, at=noon)


def test_customer_care_does_not_handle_it(applicant, staff, noon):
    case = ask_support(text="帮忙", by=applicant.actor, at=noon)
    agent = staff(Role.CS_AGENT)
    with nothing_changes(), pytest.raises((NotAllowed, NotFound)):
        cases.answer(case_id=case.id, text="好", by=agent, at=noon)
