"""Every state with every verb: what is not in the table is refused."""

from itertools import product

import pytest

from zhanggui.domain.freight import states
from zhanggui.kernel.lifecycle import WrongState

LIVES = {
    "tariff": (states.TARIFF, states.TariffState),
    "line": (states.LINE, states.LineState),
    "acceptance": (states.ACCEPTANCE, states.AcceptanceState),
    "statement": (states.STATEMENT, states.FreightStatementState),
    "budget": (states.BUDGET, states.BudgetState),
}
CASES = [
    pytest.param(life, state, verb, id=f"{name}: {verb} when {state}")
    for name, (life, kinds) in LIVES.items()
    for state, verb in product(kinds, life.verbs())
]


@pytest.mark.parametrize(("life", "state", "verb"), CASES)
def test_a_verb_leads_on_or_is_refused(life, state, verb):
    if life.allows(state, verb):
        assert life.after(state, verb) == life.table[(state, verb)]
    else:
        with pytest.raises(WrongState):
            life.after(state, verb)


@pytest.mark.parametrize("state", ["accepted", "closed"])
def test_a_line_that_is_over_stays_so(state):
    assert states.LINE.final(states.LineState(state))
