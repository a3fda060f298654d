"""Catalogue (商品): categories, goods, SKUs and their reviewed information."""
