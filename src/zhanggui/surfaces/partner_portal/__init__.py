"""The partners' portal (合作方门户)."""
