"""What can be done with prices: one verb a file."""
