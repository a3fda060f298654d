"""The operators' console (运营后台)."""
