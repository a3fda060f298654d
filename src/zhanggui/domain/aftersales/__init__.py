"""After-sales (售后): returns."""
