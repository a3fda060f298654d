"""The rights on a purchase, the reasons that do not take them away, and what goes back."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from zhanggui.domain.aftersales import rules
from zhanggui.domain.aftersales.rules import Asked, Bought, LineMoney, Progress, entitlement
from zhanggui.domain.aftersales.states import OPEN, RETURN, Alarm, RefusalReason, ReturnKind, ReturnState
from zhanggui.domain.catalog.states import ReturnPolicy
from zhanggui.kernel.clock import SHANGHAI

NO_REASON, QUALITY = ReturnKind.NO_REASON, ReturnKind.QUALITY


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


SIGNED = at("2026-11-24T18:30")
PLAIN = Bought(signed_at=SIGNED, policy=ReturnPolicy.NO_REASON, exclusion_confirmed_at=None)


@pytest.mark.parametrize(
    ("signed", "until"),
    [
        pytest.param("2026-11-24T00:00", "2026-12-02T00:00", id="signed at midnight"),
        pytest.param("2026-11-24T23:59", "2026-12-02T00:00", id="signed a minute before midnight"),
        pytest.param("2025-12-28T10:00", "2026-01-05T00:00", id="over the new year"),
        pytest.param("2026-02-14T10:00", "2026-02-22T00:00", id="through Spring Festival"),
    ],
)
def test_the_window_is_seven_days_after_the_day_of_signing_until_midnight(signed: str, until: str):
    assert entitlement(replace(PLAIN, signed_at=at(signed))).no_reason_until == at(until)


CONFIRMED = replace(PLAIN, policy=ReturnPolicy.CONFIRMED_EXCLUSION, exclusion_confirmed_at=SIGNED)


@pytest.mark.parametrize(
    ("bought", "excluded"),
    [
        pytest.param(PLAIN, None, id="ordinary goods"),
        pytest.param(
            CONFIRMED, RefusalReason.EXCLUSION_CONFIRMED, id="excluded, and confirmed at this purchase"
        ),
        pytest.param(
            replace(CONFIRMED, exclusion_confirmed_at=None), None, id="excluded, but never confirmed"
        ),
        pytest.param(
            replace(PLAIN, policy=ReturnPolicy.EXCLUDED), RefusalReason.EXCLUDED_BY_LAW, id="fresh goods"
        ),
    ],
)
def test_an_exclusion_needs_the_confirmation_of_this_purchase(bought: Bought, excluded: RefusalReason | None):
    rights = entitlement(bought)
    assert rights.excluded == excluded
    assert (rights.no_reason_until is None) == (excluded is not None)
    assert rights.quality_until == at("2026-12-02T00:00")
    assert rights.exchange_until == at("2026-12-10T00:00")


def test_no_right_runs_before_the_goods_are_signed_for():
    rights = entitlement(replace(PLAIN, signed_at=None))
    assert (rights.no_reason_until, rights.quality_until, rights.exchange_until) == (None, None, None)


IN_TIME, LAST, LATE = at("2026-11-25T10:00"), at("2026-12-02T00:00"), at("2026-12-02T00:01")


@pytest.mark.parametrize(
    ("reason", "kind", "bought", "asked", "lawful"),
    [
        pytest.param(RefusalReason.OUT_OF_TIME, NO_REASON, PLAIN, LATE, True, id="a minute too late"),
        pytest.param(RefusalReason.OUT_OF_TIME, NO_REASON, PLAIN, LAST, False, id="in the last moment"),
        pytest.param(RefusalReason.OUT_OF_TIME, QUALITY, PLAIN, LATE, True, id="a defect told too late"),
        pytest.param(RefusalReason.EXCLUSION_CONFIRMED, NO_REASON, CONFIRMED, IN_TIME, True, id="confirmed"),
        pytest.param(RefusalReason.EXCLUSION_CONFIRMED, NO_REASON, PLAIN, IN_TIME, False, id="not confirmed"),
        pytest.param(
            RefusalReason.EXCLUSION_CONFIRMED,
            QUALITY,
            CONFIRMED,
            IN_TIME,
            False,
            id="confirmed, but defective",
        ),
        pytest.param(
            RefusalReason.EXCLUDED_BY_LAW, NO_REASON, CONFIRMED, IN_TIME, False, id="another ground"
        ),
        pytest.param(RefusalReason.NO_DEFECT, NO_REASON, PLAIN, IN_TIME, False, id="no defect is needed"),
        pytest.param(RefusalReason.NO_DEFECT, QUALITY, PLAIN, IN_TIME, True, id="no defect was found"),
        pytest.param(
            RefusalReason.NOT_INTACT, QUALITY, PLAIN, IN_TIME, False, id="defective goods are not intact"
        ),
    ],
)
def test_a_return_is_refused_only_for_a_reason_that_holds(reason, kind, bought, asked, lawful: bool):
    assert rules.may_refuse(reason, Asked(kind, asked), entitlement(bought)) is lawful


def test_unpacking_is_no_reason_that_could_be_chosen():
    assert not {"opened", "unpacked", "unsealed"} & {reason.value for reason in RefusalReason}


def test_parts_make_up_the_whole_to_the_fen():
    line = LineMoney(quantity=7, amount_fen=10_000, discount_fen=333, freight_fen=800)
    for kind, total in ((NO_REASON, 9_667), (QUALITY, 10_467)):
        parts = [rules.refund_fen(line, pieces=1, before=n, kind=kind) for n in range(7)]
        assert sum(parts) == total
        assert rules.refund_fen(line, pieces=7, before=0, kind=kind) == total


def test_the_way_back_is_paid_by_whoever_is_the_cause():
    assert (rules.freight_bearer(NO_REASON), rules.freight_bearer(QUALITY)) == ("customer", "house")


STALLED = Progress(requested_at=SIGNED, handled_at=None, received_at=None, refunded_at=None)


@pytest.mark.parametrize(
    ("progress", "days", "alarms"),
    [
        pytest.param(STALLED, 10, set(), id="ten days are the limit"),
        pytest.param(STALLED, 11, {Alarm.HANDLING_SLOW}, id="the eleventh day raises the alarm"),
        pytest.param(
            STALLED, 16, {Alarm.HANDLING_SLOW, Alarm.HANDLING_BREACH}, id="the sixteenth is a breach"
        ),
        pytest.param(
            replace(STALLED, handled_at=SIGNED, received_at=SIGNED),
            8,
            {Alarm.REFUND_LATE},
            id="refund overdue",
        ),
        pytest.param(
            replace(STALLED, handled_at=SIGNED, received_at=SIGNED),
            16,
            {Alarm.REFUND_LATE, Alarm.REFUND_SLOW, Alarm.REFUND_BREACH},
            id="refund deliberately delayed",
        ),
        pytest.param(
            replace(STALLED, handled_at=SIGNED, received_at=SIGNED, refunded_at=SIGNED + timedelta(days=7)),
            99,
            set(),
            id="refunded on the seventh day",
        ),
    ],
)
def test_when_a_delay_is_noticed(progress: Progress, days: int, alarms: set[Alarm]):
    assert set(rules.delays(progress, SIGNED + timedelta(days=days))) == alarms


@pytest.mark.parametrize("state", list(ReturnState))
def test_every_state_either_leads_on_or_is_the_end(state: ReturnState):
    ends = {ReturnState.WITHDRAWN, ReturnState.FINISHED}
    assert RETURN.final(state) == (state in ends)
    assert not RETURN.final(state) or state not in OPEN
