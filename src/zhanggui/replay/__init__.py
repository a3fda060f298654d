"""Order histories of other platforms, run through our operations at their own times."""
