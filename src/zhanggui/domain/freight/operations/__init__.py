"""What can be done about freight: one verb a file."""
