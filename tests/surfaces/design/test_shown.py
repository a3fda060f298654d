"""How figures, moments and people are written."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from zhanggui.surfaces.design import drawn, regions, shown

AT = datetime(2026, 11, 22, 6, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        pytest.param(0, "¥0.00", id="nothing"),
        pytest.param(5, "¥0.05", id="five fen"),
        pytest.param(129_900, "¥1,299.00", id="thousands"),
        pytest.param(-100, "-¥1.00", id="money back"),
    ],
)
def test_money_is_yuan_with_both_decimals(fen, text):
    assert shown.money_text(fen) == text


def test_a_price_tag_drops_empty_fen_only():
    assert "price-fen" not in shown.price_html(129_900)
    assert ".90" in shown.price_html(8_990)


@pytest.mark.parametrize(
    ("language", "text"), [("zh-hans", "2026年11月22日 14:03"), ("en", "22 Nov 2026, 14:03")]
)
def test_moments_are_written_in_shanghai_and_in_the_readers_language(language, text):
    with translation.override(language):
        assert shown.moment_text(AT) == text


def test_mobile_numbers_and_names_are_masked():
    assert shown.masked("13800138000") == "138****8000"
    assert shown.masked("123") == "***"
    assert shown.masked_name("王秀兰") == "王**"


def test_beads_count_what_is_left():
    assert drawn.beads(0, 200).count("bead-on") == 0
    assert drawn.beads(1, 200).count("bead-on") == 1
    assert drawn.beads(200, 200).count("bead-on") == 20


def test_regions_hold_what_exists_today():
    assert regions.is_known("浙江省", "杭州市")
    assert regions.is_known("北京市", "北京市")
    assert "西湖区" in regions.provinces()["浙江省"].below["杭州市"].below
    assert "崇文区" not in regions.provinces()["北京市"].below["北京市"].below
