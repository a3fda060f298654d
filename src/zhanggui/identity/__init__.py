"""People, organisations, roles, sign-in and consents."""
