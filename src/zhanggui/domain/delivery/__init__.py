"""Delivery (配送): allocation, picking, packing, shipments, tracking."""
