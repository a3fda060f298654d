"""What can be done with payments: one verb per file."""

from zhanggui.domain.payments.operations.carry_over import CarryOver, carry_over
from zhanggui.domain.payments.operations.close_payment import close_payment
from zhanggui.domain.payments.operations.collect_cash import collect_cash
from zhanggui.domain.payments.operations.compare_bill import BillWish, compare_bill
from zhanggui.domain.payments.operations.earn_order import earn_order
from zhanggui.domain.payments.operations.finish_refund import finish_refund
from zhanggui.domain.payments.operations.judge_notice import Worth, judge_notice
from zhanggui.domain.payments.operations.keep_address import keep_address
from zhanggui.domain.payments.operations.keep_notice import keep_notice
from zhanggui.domain.payments.operations.open_payment import PaymentWish, open_payment
from zhanggui.domain.payments.operations.promise_carry_over import promise_carry_over
from zhanggui.domain.payments.operations.propose_correction import CorrectionWish, propose_correction
from zhanggui.domain.payments.operations.refuse_refund import refuse_refund
from zhanggui.domain.payments.operations.request_refund import RefundWish, request_refund
from zhanggui.domain.payments.operations.settle_difference import settle_difference
from zhanggui.domain.payments.operations.take_payment import take_payment

__all__ = [
    "BillWish",
    "CarryOver",
    "CorrectionWish",
    "PaymentWish",
    "RefundWish",
    "Worth",
    "carry_over",
    "close_payment",
    "collect_cash",
    "compare_bill",
    "earn_order",
    "finish_refund",
    "judge_notice",
    "keep_address",
    "keep_notice",
    "open_payment",
    "promise_carry_over",
    "propose_correction",
    "refuse_refund",
    "request_refund",
    "settle_difference",
    "take_payment",
]
