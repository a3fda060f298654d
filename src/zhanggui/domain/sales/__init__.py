"""Sales (销售): cart, checkout, orders."""
