"""Suppliers assessed by what was recorded, and what follows when one breaks the rules."""
