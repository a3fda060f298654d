"""A board with notices: the smallest thing that has versions, to test mechanisms without a domain."""
