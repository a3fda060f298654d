"""Advertising (广告): materials and scripts, screened and reviewed before anybody sees them; take-down."""
