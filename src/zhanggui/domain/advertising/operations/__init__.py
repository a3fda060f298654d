"""What can be done with advertisements, one verb a file."""
