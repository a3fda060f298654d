"""What can be done with a return. Goods and money move in the journeys that call these verbs."""
