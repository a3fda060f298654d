"""What can be done in compliance: one verb a file."""
