"""What can be done with columns."""
