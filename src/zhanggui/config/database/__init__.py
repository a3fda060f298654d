"""Django's PostgreSQL backend: it starts the embedded server when needed, and wants version 15."""
