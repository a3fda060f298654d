"""Pages of the shop. They read the clock, call an operation or a query, and draw what comes back."""
