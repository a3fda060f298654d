"""Members (会员): levels, points, favourites, what was looked at, what to be told about."""
