"""What can be done with channels and slots: one verb a file."""
