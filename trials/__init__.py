"""Trials: a whole installation with the example world, tried as its users would try it."""
