"""Whatever a control says is said in the reader's words, and leads to rows that an auditor can see."""

import re

import pytest
from django.utils.translation import gettext, override

from tests.conftest import HouseClient
from tests.people import somebody
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.mechanisms import controls
from zhanggui.mechanisms.controls import all_controls

pytestmark = pytest.mark.django_db
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_titles_figures_and_thresholds_are_told_in_chinese(noon):
    """In an empty house every control answers without an error, and every word of it is translated."""
    with override("zh-hans"):
        verdicts = controls.judge(noon)
        assert [(one.control.code, one.error) for one in verdicts if one.error] == []
        said = {(one.control.code, one.control.title) for one in verdicts}
        said |= {(one.control.code, name) for one in verdicts for name in one.evidence.figures}
        said |= {(one.control.code, one.evidence.threshold) for one in verdicts if one.evidence.threshold}
        english = [(code, text) for code, text in said if not CHINESE.search(gettext(text))]
    assert sorted(english) == []


def test_every_way_to_the_rows_opens_for_an_auditor(noon):
    auditor = HouseClient()
    auditor.force_login(
        Account.objects.get(pk=somebody("严明", Role.AUDIT_ADMIN, Role.INTERNAL_AUDITOR).account_id)
    )
    records = {one.control.code: one.evidence.records for one in controls.judge(noon)}
    lost = [code for code, each in records.items() if each.page and not each.url]
    pages = {each.url for each in records.values() if each.url}
    opened = {page: auditor.get(page).status_code for page in pages}
    assert (lost, {page: code for page, code in opened.items() if code != 200}) == ([], {})
    assert len(pages) > len(all_controls()) / 5
