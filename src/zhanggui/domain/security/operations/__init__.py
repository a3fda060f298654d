"""What people do about information security, one verb a file."""
