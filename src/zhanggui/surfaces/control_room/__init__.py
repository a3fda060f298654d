"""The control room (导播间)."""
