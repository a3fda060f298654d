"""Information security: incidents, checks of the systems with what they find, and publicity."""
