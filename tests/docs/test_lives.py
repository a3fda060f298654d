"""The diagrams of the pages are the tables the program runs on."""

from pathlib import Path

import pytest

from zhanggui.domain.advertising.states import VERSION as AD_VERSION
from zhanggui.domain.appraisal.states import ASSESSMENT
from zhanggui.domain.broadcast.states import SLOT
from zhanggui.domain.campaigns.states import CAMPAIGN
from zhanggui.domain.catalog.states import VERSION
from zhanggui.domain.columns.states import COLUMN
from zhanggui.domain.freight.states import LINE
from zhanggui.domain.governance.states import RISK
from zhanggui.domain.improvement.states import IMPROVEMENT
from zhanggui.domain.pricing.states import CHANGE
from zhanggui.domain.security.states import INCIDENT
from zhanggui.kernel.lifecycle import Lifecycle, WrongState

DOCS = Path(__file__).parents[2] / "docs" / "domains"
LIVES = {
    "catalog": VERSION,
    "pricing": CHANGE,
    "broadcast": SLOT,
    "columns": COLUMN,
    "advertising": AD_VERSION,
    "campaigns": CAMPAIGN,
    "freight": LINE,
    "appraisal": ASSESSMENT,
    "governance": RISK,
    "improvement": IMPROVEMENT,
    "security": INCIDENT,
}


@pytest.mark.parametrize(("page", "life"), LIVES.items(), ids=LIVES)
def test_the_page_shows_the_life_as_it_is(page, life):
    assert life.diagram() in (DOCS / f"{page}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("page", "life"), LIVES.items(), ids=LIVES)
def test_every_verb_in_every_state_leads_on_or_is_refused(page: str, life: Lifecycle):
    states = type(life.initial)
    for state in states:
        for verb in life.verbs():
            if (state, verb) in life.table:
                assert life.after(state.value, verb) == life.table[state, verb]
            else:
                with pytest.raises(WrongState):
                    life.after(state.value, verb)


@pytest.mark.parametrize(("page", "life"), LIVES.items(), ids=LIVES)
def test_every_state_can_be_reached(page, life):
    reached = {life.initial, *life.table.values()}
    assert reached == set(type(life.initial))
