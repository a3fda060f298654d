"""What Django and PostgreSQL lack for a house of records: locks, append-only tables, encrypted columns."""
