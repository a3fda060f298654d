"""Every state with every verb: what is not in the table is refused."""

from itertools import product

import pytest

from zhanggui.domain.finance import states
from zhanggui.kernel.lifecycle import WrongState

LIVES = {
    "statement": (states.STATEMENT, states.StatementState),
    "charge": (states.CHARGE, states.ChargeState),
    "payout": (states.PAYOUT, states.PayoutState),
    "claim": (states.CLAIM, states.ClaimState),
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


@pytest.mark.parametrize("state", ["paid", "carried"])
def test_a_statement_that_is_over_stays_so(state):
    assert states.STATEMENT.final(states.StatementState(state))
