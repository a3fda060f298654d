"""Payments (支付): gateways, cash on delivery, refunds."""
