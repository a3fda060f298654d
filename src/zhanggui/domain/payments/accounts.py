"""The money accounts of a customer's order, in fen.

    paid                    alipay | wechat | gateway | bank | cash | elsewhere  →  prepaid(order)
    delivered for good      prepaid(order)              →  supplier payable, freight income
    refund owed             prepaid(order), then supplier payable  →  refunding(order)
    refund sent             refunding(order)            →  the way it came
    fees, remittances       fees, bank                  →  alipay | wechat | gateway | cash
    differences             the way it is said to be    ↔  unclear, once two people agree

``prepaid`` is guarded: the database itself lets nobody take back more than was paid and not yet spent. When a
life is over, ``prepaid`` and ``refunding`` of its order are empty, and what came in and did not go back lies
with the supplier and the freight.
"""

from uuid import UUID

from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import CNY, HOUSE

GATEWAY = ledger.account_kind("payments.gateway", side="debit", guarded=False)
"""What the gateway of the house's own holds for us."""
ALIPAY = ledger.account_kind("payments.alipay", side="debit", guarded=False)
"""What Alipay holds for us."""
WECHAT = ledger.account_kind("payments.wechat", side="debit", guarded=False)
"""What WeChat Pay holds for us."""
BANK = ledger.account_kind("payments.bank", side="debit", guarded=False)
"""What came into the bank account: by transfer, and from carriers."""
CASH = ledger.account_kind("payments.cash_on_delivery", side="debit", guarded=False)
"""What carriers collected at the door and owe us."""
ELSEWHERE = ledger.account_kind("payments.elsewhere", side="debit", guarded=False)
"""What another platform took, in a replayed history."""
PREPAID = ledger.account_kind("payments.prepaid", side="credit", guarded=True)
"""What a customer has paid towards one order and has neither got goods for nor got back."""
REFUNDING = ledger.account_kind("payments.refunding", side="credit", guarded=True)
"""What is owed back on one order and has not been sent yet."""
SUPPLIER_PAYABLE = ledger.account_kind("payments.supplier_payable", side="credit", guarded=False)
"""What a supplier has earned by delivered goods."""
FREIGHT_INCOME = ledger.account_kind("payments.freight_income", side="credit", guarded=False)
"""What customers paid for delivery."""
DISCOUNTS = ledger.account_kind("payments.discounts", side="debit", guarded=False)
"""What the house gave away from its own pocket."""

LOST_GOODS = ledger.account_kind("payments.lost_goods", side="debit", guarded=False)
"""What suppliers were paid for goods that were lost on the way and refunded."""
FEE_COST = ledger.account_kind("payments.fees", side="debit", guarded=False)
"""What gateways and carriers keep for taking money."""
UNCLEAR_MONEY = ledger.account_kind("payments.unclear", side="credit", guarded=False)
"""Money others say moved and we cannot place, or we booked and they do not know."""

CLEARING = {
    "gateway": GATEWAY,
    "alipay": ALIPAY,
    "wechat": WECHAT,
    "bank_transfer": BANK,
    "cash_on_delivery": CASH,
    "elsewhere": ELSEWHERE,
}


def clearing(method: str) -> ledger.AccountRef:
    """Where money paid by this method lies."""
    return CLEARING[method].of(HOUSE, CNY)


def prepaid(order_id: UUID) -> ledger.AccountRef:
    return PREPAID.of(order_id, CNY)


def refunding(order_id: UUID) -> ledger.AccountRef:
    return REFUNDING.of(order_id, CNY)


def supplier_payable(supplier_id: UUID) -> ledger.AccountRef:
    return SUPPLIER_PAYABLE.of(supplier_id, CNY)


FREIGHT = FREIGHT_INCOME.of(HOUSE, CNY)
DISCOUNT = DISCOUNTS.of(HOUSE, CNY)
LOST = LOST_GOODS.of(HOUSE, CNY)
FEES = FEE_COST.of(HOUSE, CNY)
UNCLEAR = UNCLEAR_MONEY.of(HOUSE, CNY)
BANK_ACCOUNT = BANK.of(HOUSE, CNY)
