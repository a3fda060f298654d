"""What can be done with categories and goods: one verb a file."""
