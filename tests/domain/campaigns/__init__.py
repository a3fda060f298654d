"""Campaigns: planned, run, measured, learnt from."""
