"""Zhanggui (掌柜): the operations platform of a TV-shopping and digital-marketing retailer."""
