"""What can be done about risks, one verb a file."""
