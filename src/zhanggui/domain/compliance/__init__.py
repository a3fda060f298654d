"""Compliance (合规): which law binds the house, what proves each duty, its policies, and its calendar."""
