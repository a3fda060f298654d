"""What can be done with a membership: one verb per file."""
