"""A clause that stands red in the example world: seen, followed to its rows, repaired, and seen green."""

from collections.abc import Callable
from typing import Any

import pytest

CLAUSE = "B-6.1.3"
RED, GREEN = "不符合", "符合"


def test_a_red_clause_is_followed_to_its_case_repaired_and_green(
    page_as: Callable[..., Any], shot: Callable[[Any, str], None]
) -> None:
    officer, supervisor = page_as("compliance"), page_as("supervisor")
    officer.goto("/console/cockpit/?status=broken")
    if not officer.locator(".found", has_text=CLAUSE).count():
        pytest.skip("the clause was repaired in an earlier run of the trials")
    assert officer.locator(".found .badge").all_inner_texts() == [RED]
    shot(officer, "cockpit-red")

    supervisor.goto("/console/cockpit/?status=broken")
    supervisor.click("a:has-text('条记录')")
    supervisor.click("#result_list tbody a")
    supervisor.click("a:has-text('办结')")
    supervisor.select_option("[name=cause]", "goods_defect")
    supervisor.fill("[name=finding]", "包装扣件有缺陷，已赔付医药费。")
    supervisor.fill("[name=rectification]", "整批更换扣件，供应商已承诺改进。")
    supervisor.click("button:has-text('办结')")
    supervisor.wait_for_selector("text=已办结")

    officer.goto(f"/console/cockpit/?q={CLAUSE}")
    shot(officer, "cockpit-green")
    assert officer.locator(".found .badge").all_inner_texts() == [GREEN]
