"""Campaigns (营销活动): plan, materials, run, effect and conclusions; whom to write to."""
