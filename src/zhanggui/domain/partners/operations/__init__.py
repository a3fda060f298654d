"""What can be done with suppliers and carriers."""
