"""The shop (商城)."""
