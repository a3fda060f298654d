"""Advertisements: screening, review, take-down."""
