"""The lives of orders, payments and refunds: every state with every verb, as the tables say."""

import pytest

from zhanggui.domain.payments import states as payments
from zhanggui.domain.sales import states as sales

ORDER = {
    "placed": {"confirm": "confirmed", "cancel": "cancelled", "expire": "expired"},
    "confirmed": {"cancel": "cancelled", "complete": "completed", "end_undelivered": "undelivered"},
    "completed": {},
    "undelivered": {},
    "cancelled": {},
    "expired": {"confirm": "confirmed"},
}
PAYMENT = {"open": {"pay": "paid", "close": "closed"}, "paid": {}, "closed": {"pay": "paid"}}
REFUND = {
    "requested": {"finish": "done", "refuse": "refused"},
    "done": {},
    "refused": {"finish": "done"},
}
LIVES = {
    "order": (ORDER, sales.OrderState, sales.VERBS, sales.after, sales.OrderNotReady),
    "payment": (
        PAYMENT, payments.PaymentState, {verb for _, verb in payments.PAYMENT}, payments.payment_after,
        payments.PaymentNotReady,
    ),
    "refund": (
        REFUND, payments.RefundState, {verb for _, verb in payments.REFUND}, payments.refund_after,
        payments.RefundNotReady,
    ),
}  # fmt: skip
PAIRS = [
    pytest.param(noun, state, verb, id=f"{noun}: {state} {verb}")
    for noun, (life, _, verbs, _, _) in LIVES.items()
    for state in life
    for verb in sorted(verbs)
]


@pytest.mark.parametrize(("noun", "state", "verb"), PAIRS)
def test_a_verb_leads_where_the_life_says_or_is_refused(noun, state, verb):
    life, _, _, after, refusal = LIVES[noun]
    if verb in life[state]:
        assert after(state, verb) == life[state][verb]
        return
    with pytest.raises(refusal) as refused:
        after(state, verb, number="N1")
    assert refused.value.details == {"number": "N1", "state": state, "verb": verb}


@pytest.mark.parametrize("noun", LIVES)
def test_no_state_and_no_verb_is_missing_here(noun):
    life, states, verbs, _, _ = LIVES[noun]
    assert set(life) == {state.value for state in states}
    assert {verb for led in life.values() for verb in led} == set(verbs)
