"""The nouns of payments: what customers pay and get back, and what others say about it."""

from zhanggui.domain.payments.models.comparing import Bill, BillLine, Correction, Difference
from zhanggui.domain.payments.models.paying import GatewayNotice, Payment, Refund

__all__ = ["Bill", "BillLine", "Correction", "Difference", "GatewayNotice", "Payment", "Refund"]
