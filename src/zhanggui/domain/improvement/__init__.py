"""Improvement (持续改进): the house measures itself, finds out why, changes something, and measures again."""
