"""What can be done with payments: one verb per file."""

from zhanggui.domain.payments.operations.carry_over import CarryOver, carry_over
from zhanggui.domain.payments.operations.close_payment import close_payment
from zhanggui.domain.payments.operations.collect_cash import collect_cash
from zhanggui.domain.payments.operations.earn_order import earn_order
from zhanggui.domain.payments.operations.finish_refund import finish_refund
from zhanggui.domain.payments.operations.judge_notice import Worth, judge_notice
from zhanggui.domain.payments.operations.keep_address import keep_address
from zhanggui.domain.payments.operations.keep_notice import keep_notice
from zhanggui.domain.payments.operations.open_payment import PaymentWish, open_payment
from zhanggui.domain.payments.operations.promise_carry_over import promise_carry_over
from zhanggui.domain.payments.operations.reconcile_day import reconcile_day
from zhanggui.domain.payments.operations.refuse_refund import refuse_refund
from zhanggui.domain.payments.operations.request_refund import RefundWish, request_refund
from zhanggui.domain.payments.operations.take_payment import take_payment

__all__ = [
    "CarryOver",
    "PaymentWish",
    "RefundWish",
    "Worth",
    "carry_over",
    "close_payment",
    "collect_cash",
    "earn_order",
    "finish_refund",
    "judge_notice",
    "keep_address",
    "keep_notice",
    "open_payment",
    "promise_carry_over",
    "reconcile_day",
    "refuse_refund",
    "request_refund",
    "take_payment",
]
