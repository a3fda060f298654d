"""One package for each thing the norms speak of."""
