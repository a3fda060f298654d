"""Carriers of short messages."""
