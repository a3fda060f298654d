"""What every request passes: its log line and its count; and what is said when there is nothing to show.

Also the pages for those who watch the house from outside: is it well, and how busy is it.
"""
