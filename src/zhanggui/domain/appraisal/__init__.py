"""Appraisal: suppliers' quarters by what was recorded, and what follows when one of them breaks the rules."""
