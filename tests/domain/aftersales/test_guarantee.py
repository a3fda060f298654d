"""The three guarantees, worked out: what may be asked until when, and after which repairs (CP-09, CP-10)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils.translation import override

from zhanggui.domain.aftersales import rules
from zhanggui.domain.aftersales.rules import Bought, Guarantee, LineMoney, Repaired, Swap, entitlement
from zhanggui.domain.aftersales.states import (
    Fault,
    GuaranteeClass,
    Outcome,
    RefusalReason,
    Remedy,
    ReturnKind,
)
from zhanggui.domain.catalog.states import ReturnPolicy
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import all_numbers, number_in_force
from zhanggui.mechanisms.trail import sentence


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


SIGNED = at("2026-11-24T18:30")
APPLIANCE = Guarantee(kind=GuaranteeClass.APPLIANCE)
BOUGHT = Bought(
    signed_at=SIGNED, policy=ReturnPolicy.NO_REASON, exclusion_confirmed_at=None, guarantee=APPLIANCE
)
DEFECT, WISH = ReturnKind.QUALITY, ReturnKind.NO_REASON


def repaired(fault: Fault, days: int, outcome: Outcome = Outcome.MENDED, start: str = "2027-01-05T10:00"):
    since = at(start)
    return Repaired(fault=fault, outcome=outcome, kept_from=since, kept_until=since + timedelta(days=days))


@pytest.mark.parametrize(
    ("bought", "until"),
    [
        pytest.param(BOUGHT, "2027-11-25T00:00", id="a year after the day of signing, to its midnight"),
        pytest.param(replace(BOUGHT, guarantee=None), None, id="no term for its category"),
        pytest.param(replace(BOUGHT, signed_at=None), None, id="not signed for"),
        pytest.param(
            replace(BOUGHT, guarantee=replace(APPLIANCE, promised_months=24)),
            "2028-11-25T00:00",
            id="the house promises more",
        ),
        pytest.param(
            replace(BOUGHT, guarantee=replace(APPLIANCE, promised_months=3)),
            "2027-11-25T00:00",
            id="a promise of less changes nothing",
        ),
        pytest.param(
            replace(BOUGHT, guarantee=Guarantee(kind=GuaranteeClass.PROMISED, promised_months=6)),
            "2027-05-25T00:00",
            id="by promise only",
        ),
        pytest.param(
            replace(BOUGHT, repairs=(repaired(Fault.POWER, 10),)), "2027-12-05T00:00", id="ten days of repair"
        ),
        pytest.param(
            replace(BOUGHT, signed_at=at("2028-02-29T09:00")), "2029-03-01T00:00", id="signed on a leap day"
        ),
    ],
)
def test_the_guarantee_runs_from_signing_and_stops_while_it_is_repaired(bought: Bought, until: str | None):
    assert entitlement(bought).repair_until == (at(until) if until else None)


MENDED = repaired(Fault.POWER, 5)
YEAR_END = at("2027-11-20T12:00")


@pytest.mark.parametrize(
    ("repairs", "failed"),
    [
        pytest.param((), False, id="never repaired"),
        pytest.param((MENDED,), False, id="once"),
        pytest.param((MENDED, MENDED), True, id="twice for the same fault"),
        pytest.param((MENDED, repaired(Fault.LEAK, 5)), False, id="twice, for two faults"),
        pytest.param((MENDED, repaired(Fault.POWER, 1, Outcome.NO_FAULT)), False, id="nothing was found"),
        pytest.param((repaired(Fault.LEAK, 30),), False, id="kept for thirty days"),
        pytest.param((repaired(Fault.LEAK, 31),), True, id="kept for longer"),
        pytest.param((repaired(Fault.LEAK, 2, Outcome.BEYOND_REPAIR),), True, id="beyond repair"),
    ],
)
def test_who_had_it_repaired_in_vain_may_exchange_it_as_long_as_it_is_guaranteed(repairs, failed: bool):
    rights = entitlement(replace(BOUGHT, repairs=repairs))
    assert rights.repairs_failed is failed
    wanted = rules.why_not(Remedy.EXCHANGE, DEFECT, rights, YEAR_END)
    assert wanted == (None if failed else rules.WhyNot.OVER)


@pytest.mark.parametrize(
    ("remedy", "kind", "day", "why"),
    [
        pytest.param(Remedy.RETURN, WISH, "2026-12-01", None, id="day 7, no reason"),
        pytest.param(Remedy.RETURN, WISH, "2026-12-02", "over", id="day 8, no reason"),
        pytest.param(Remedy.RETURN, DEFECT, "2027-06-01", None, id="a defect is always looked at"),
        pytest.param(Remedy.EXCHANGE, WISH, "2026-12-02", "over", id="day 8, another colour"),
        pytest.param(Remedy.EXCHANGE, DEFECT, "2026-12-09", None, id="day 15, defective"),
        pytest.param(Remedy.EXCHANGE, DEFECT, "2026-12-10", "over", id="day 16, defective"),
        pytest.param(Remedy.REPAIR, DEFECT, "2027-11-24", None, id="the last day of the guarantee"),
        pytest.param(Remedy.REPAIR, DEFECT, "2027-11-25", "over", id="the day after"),
        pytest.param(Remedy.REFUND_ONLY, DEFECT, "2027-06-01", None, id="an agent decides about money"),
    ],
)
def test_the_customer_learns_why_not(remedy, kind, day: str, why: str | None):
    assert rules.why_not(remedy, kind, entitlement(BOUGHT), at(f"{day}T12:00")) == why


@pytest.mark.parametrize("kind", list(GuaranteeClass), ids=str)
def test_every_term_names_its_source(kind: GuaranteeClass):
    number = number_in_force(f"guarantee.{kind}.months", on=SIGNED)
    assert number.source
    assert (number.value == 12) == (kind != GuaranteeClass.PROMISED)


LINE = LineMoney(quantity=3, amount_fen=30_000, discount_fen=1_000, freight_fen=900)


@pytest.mark.parametrize(
    ("swap", "credit", "discount", "points", "difference"),
    [
        pytest.param(Swap(pieces=1, unit_fen=10_000, same_goods=True), 9_666, 334, 0, 0, id="another size"),
        pytest.param(Swap(pieces=3, unit_fen=10_000, same_goods=True), 29_000, 1_000, 0, 0, id="all of it"),
        pytest.param(
            Swap(pieces=1, unit_fen=12_000, same_goods=True), 9_666, 334, 0, 2_000, id="a dearer kind"
        ),
        pytest.param(
            Swap(pieces=2, unit_fen=9_000, same_goods=True),
            19_333,
            667,
            0,
            -2_000,
            id="two of a cheaper kind",
        ),
        pytest.param(
            Swap(pieces=1, unit_fen=100, same_goods=True),
            9_666,
            100,
            0,
            -9_666,
            id="cheaper than the discount",
        ),
        pytest.param(
            Swap(pieces=1, unit_fen=12_000, same_goods=False),
            9_666,
            0,
            0,
            2_334,
            id="other goods at their price",
        ),
        pytest.param(
            Swap(pieces=1, unit_fen=10_000, same_goods=True, points=500),
            9_666,
            334,
            166,
            0,
            id="points go along",
        ),
    ],
)
def test_what_an_exchange_comes_to(swap: Swap, credit: int, discount: int, points: int, difference: int):
    terms = rules.swap_terms(LINE, swap)
    assert (terms.credit_fen, terms.discount_fen, terms.points) == (credit, discount, points)
    assert terms.difference_fen == difference
    assert terms.payable_fen == swap.unit_fen * swap.pieces - discount


@pytest.mark.parametrize(
    ("signed", "durable", "until"),
    [
        pytest.param(SIGNED, True, "2027-05-25T00:00", id="half a year after the day of signing"),
        pytest.param(at("2026-08-31T10:00"), True, "2027-03-01T00:00", id="to the last day of a short month"),
        pytest.param(SIGNED, False, None, id="not durable"),
        pytest.param(None, True, None, id="not signed for"),
    ],
)
def test_the_seller_proves_for_half_a_year_that_durable_goods_were_whole(signed, durable, until):
    assert rules.burden_until(signed, durable=durable) == (at(until) if until else None)


RIGHTS = {
    "return.no_reason_days": (7, "law"),
    "return.refund_days": (7, "law"),
    "return.quality_days": (7, "law"),
    "return.exchange_days": (15, "law"),
    "return.burden_months": (6, "law"),
    "return.delay_breach_days": (15, "law"),
    "return.delay_alarm_days": (10, "house"),
    "return.pickup_days": (3, "house"),
    "return.rate_alarm_percent": (30, "house"),
    "return.rate_least_pieces": (10, "house"),
    "exchange.hold_days": (20, "house"),
    "guarantee.repairs_before_exchange": (2, "law"),
    "guarantee.repair_days_max": (30, "house"),
    "guarantee.promised.months": (0, "house"),
} | {
    f"guarantee.{kind}.months": (12, "house")
    for kind in ("appliance", "audio_video", "computer", "phone", "bicycle", "timepiece")
}
"""Every number of after-sales, as the instruments have it or the house has chosen."""


def test_every_number_says_whether_the_law_or_the_house_set_it():
    mine = [one for one in all_numbers() if one.key.startswith(("return.", "exchange.", "guarantee."))]
    assert {one.key: (one.value, one.basis.value) for one in mine} == RIGHTS
    promised = [one.source for one in mine if one.key.startswith("guarantee.") and one.basis == "house"]
    assert all("本公司承诺" in source for source in promised), "no promise of the house is told as law"


SAID = [
    pytest.param("repair_started", "fault", Fault, id="what was wrong"),
    pytest.param("repair_ended", "outcome", Outcome, id="how a repair ended"),
    pytest.param("term_set", "kind", GuaranteeClass, id="by which catalogue"),
    pytest.param("return_refused", "refusal", RefusalReason, id="why it is refused"),
]


@pytest.mark.parametrize(("fact", "field", "codes"), SAID)
def test_what_happened_is_told_in_chinese_and_never_in_codes(fact, field, codes):
    body = {"number": "TH1", "category": "手机", "promised_months": 12, "pieces": 1}
    with override("zh-hans"):
        told = {code: sentence(f"aftersales.{fact}", body | {field: code.value}) for code in codes}
    assert [said for code, said in told.items() if code.value in said] == []
    assert len(set(told.values())) == len(codes)
