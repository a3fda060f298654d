"""What can be done with invoices: one verb per file."""
