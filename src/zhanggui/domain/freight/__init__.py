"""What carriers are paid: agreed prices, freight of every parcel, budgets, and their bills line by line."""
