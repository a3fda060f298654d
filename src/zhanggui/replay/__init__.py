"""Order histories of other platforms, lived again: the same operations and journeys, at their own times."""
