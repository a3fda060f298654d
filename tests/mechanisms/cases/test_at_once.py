"""Many ticks, and a tick and an agent, in the same moment: each mark is written once."""

from datetime import timedelta

import pytest

from tests.mechanisms.approvals.test_at_once import together
from zhanggui.mechanisms import cases, trail
from zhanggui.mechanisms.cases.models import ClockMark

pytestmark = pytest.mark.django_db(transaction=True)


def test_ticks_at_once_write_each_breach_once(open_case, agent, noon):
    opened = [open_case() for _ in range(6)]
    late = noon + timedelta(hours=2)
    together(
        *(lambda: cases.tick(at=late) for _ in range(3)),
        *(
            lambda case=case: cases.respond(case_id=case.id, text="Sorry", by=agent, at=late).state
            for case in opened[:3]
        ),
    )

    assert ClockMark.objects.filter(clock="respond", percent=100).count() == 6
    for case in opened:
        told = [fact.name for fact in trail.timeline(case)]
        assert told.count("cases.clock_breached") == 1


def test_two_agents_close_a_case_once(open_case, agent, noon):
    case = open_case("minor")
    cases.answer(case_id=case.id, text="So it is", by=agent, at=noon)
    found = cases.Solution(finding="Nothing", cause="goods", rectification="None needed")
    cases.resolve(case_id=case.id, solution=found, by=agent, at=noon)
    results = together(*(lambda: cases.close(case_id=case.id, by=agent, at=noon).state for _ in range(4)))
    assert sorted(results) == ["closed", "wrong-state", "wrong-state", "wrong-state"]


def test_numbers_are_drawn_at_once_and_differ(open_case):
    numbers = together(*(lambda: open_case().number for _ in range(6)))
    assert len(set(numbers)) == 6
