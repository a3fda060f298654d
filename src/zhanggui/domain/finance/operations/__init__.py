"""What can be done with the house's money: one verb per file."""
