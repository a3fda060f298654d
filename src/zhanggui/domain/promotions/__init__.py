"""Promotions (促销): coupons, reductions, gifts, bundles; a price calculated and explained."""
