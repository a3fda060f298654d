"""Adapters to the world outside, each with its local stand-in beside it."""
