"""Carriers whose own programs call us: signed, for five minutes, each call once; with a stand-in carrier."""
