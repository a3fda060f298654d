"""Carriers of mail."""
