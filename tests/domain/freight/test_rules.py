"""What a parcel costs is arithmetic over the agreed table; each line of it is told."""

from dataclasses import replace

import pytest

from tests.domain.freight.conftest import FAR, LEVELS, NEAR, SURCHARGES
from zhanggui.domain.freight import rules
from zhanggui.domain.freight.refusals import ProvinceTwice, TableWrong
from zhanggui.domain.freight.rules import Consignment, Kept, Table, Zone, price, score

TABLE = Table(zones=(NEAR, FAR), surcharges=SURCHARGES)


def parcel(**change):
    return Consignment(**{"origin": "浙江省", "province": "江苏省", "grams": 800, **change})


@pytest.mark.parametrize(
    ("sent", "steps"),
    [
        pytest.param({}, [("first_weight", 1, 600)], id="within the first weight"),
        pytest.param({"grams": 1001}, [("first_weight", 1, 600), ("next_weight", 1, 150)], id="a gram more"),
        pytest.param({"grams": 2600}, [("first_weight", 1, 600), ("next_weight", 4, 600)], id="four steps"),
        pytest.param(
            {"volume_cm3": 16_000}, [("first_weight", 1, 600), ("next_weight", 2, 300)], id="light and bulky"
        ),
        pytest.param(
            {"province": "西藏自治区"}, [("first_weight", 1, 1800), ("remote", 1, 1000)], id="far off"
        ),
        pytest.param({"fragile": True}, [("first_weight", 1, 600), ("fragile", 1, 200)], id="may break"),
        pytest.param({"goods_fen": 49_999}, [("first_weight", 1, 600)], id="not worth insuring"),
        pytest.param(
            {"goods_fen": 50_000}, [("first_weight", 1, 600), ("insurance", 1, 150)], id="worth insuring"
        ),
        pytest.param(
            {"cod_fen": 9_900}, [("first_weight", 1, 600), ("cash_on_delivery", 1, 300)], id="least for cash"
        ),
        pytest.param(
            {"cod_fen": 99_900},
            [("first_weight", 1, 600), ("cash_on_delivery", 1, 999)],
            id="a share of the cash",
        ),
    ],
)
def test_every_line_of_the_price_is_told(sent, steps):
    priced = price(TABLE, parcel(**sent))
    assert priced is not None
    assert [(step.what, step.count, step.fen) for step in priced.steps] == steps
    assert priced.total_fen == sum(fen for _, _, fen in steps)


def test_a_lane_nobody_agreed_on_has_no_price():
    assert price(TABLE, parcel(province="广东省")) is None


def test_a_zone_of_this_origin_goes_before_one_of_any():
    home = Zone(
        code="home", origin="浙江省", provinces=("江苏省",), first_grams=1000, first_fen=450,
        step_grams=1000, step_fen=100, hours=24,
    )  # fmt: skip
    table = Table(zones=(NEAR, home), surcharges=SURCHARGES)
    assert price(table, parcel()).zone.code == "home"
    assert price(table, parcel(origin="广东省")).zone.code == "near"


@pytest.mark.parametrize(
    ("zones", "refusal"),
    [
        pytest.param((), TableWrong, id="no zone at all"),
        pytest.param((NEAR, NEAR), ProvinceTwice, id="a province in two zones"),
        pytest.param((replace(NEAR, step_grams=0),), TableWrong, id="steps of nothing"),
    ],
)
def test_a_table_that_leaves_a_price_open_is_refused(zones, refusal):
    with pytest.raises(refusal):
        rules.refuse_incomplete(Table(zones=zones, surcharges=SURCHARGES), LEVELS)


def test_a_month_is_scored_by_the_levels_agreed_for_it():
    good = score(Kept(ended=1000, promised=990, on_time=985, damaged=5, lost=2, complaints=20), LEVELS)
    assert all(one.kept for one in good)
    assert rules.total(good) == 100
    late = score(Kept(ended=1000, promised=1000, on_time=940, lost=3, cod_collected=10, cod_late=1), LEVELS)
    assert {one.what: (one.points, one.kept) for one in late if not one.kept} == {
        "on_time": (20, False), "lost": (19, False), "cod_late": (0, False),
    }  # fmt: skip
    assert rules.total(score(Kept(), LEVELS)) == 100, "no parcel, nothing to reproach"
