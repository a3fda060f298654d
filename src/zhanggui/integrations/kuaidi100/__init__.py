"""Kuaidi100 (快递100): it watches parcels of most carriers and tells us of them; with its stand-in."""
