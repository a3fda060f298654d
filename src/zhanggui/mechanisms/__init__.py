"""The five mechanisms and their helper. None of them knows a domain."""
