"""A board with notices: the smallest thing that has versions, so that mechanisms are tested without a domain."""
