"""Packing benches: boxes, pieces checked into them, the scales, labels, and lists of what carriers took."""
