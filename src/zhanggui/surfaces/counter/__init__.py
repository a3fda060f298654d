"""What an agent fills in for a customer, at whichever desk they sit (代客办理)."""
