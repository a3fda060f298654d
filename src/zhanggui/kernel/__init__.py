"""Money, Quantity, Clock, Refusal, ids and dated rules: plain Python, no framework."""
