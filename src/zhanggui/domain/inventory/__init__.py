"""Inventory (库存): warehouses, goods in and out, quality check, counts, reservation."""
