"""The phone desk (电话坐席)."""
