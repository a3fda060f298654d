"""What can be done about improvement, one verb a file."""
