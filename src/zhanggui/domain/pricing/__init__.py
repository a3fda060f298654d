"""Pricing (价格): prices in time, price changes with market research, promotions."""
