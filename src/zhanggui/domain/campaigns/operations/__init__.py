"""What can be done with campaigns, one verb a file."""
