"""Approvals (审核): nothing goes live unreviewed."""
