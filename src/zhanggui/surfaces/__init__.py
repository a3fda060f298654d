"""How people and programs reach the house. No rule lives here."""
