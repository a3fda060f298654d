"""Columns (营销栏目): what the front page is made of, reviewed like everything public."""
