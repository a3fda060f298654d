"""What people call the device behind a browser's long name."""

SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
           ("Macintosh", "Mac"), ("Linux", "Linux"))  # fmt: skip
BROWSERS = (("MicroMessenger", "WeChat"), ("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"),
            ("Safari", "Safari"))  # fmt: skip


def named(agent: str) -> str:
    """Browser and system, as far as they can be told; else the beginning of what the browser said.

    >>> named("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Safari/604")
    'Safari · iPhone'
    """
    found = [next((word for mark, word in known if mark in agent), "") for known in (BROWSERS, SYSTEMS)]
    return " · ".join(word for word in found if word) or agent[:40]


def is_phone(agent: str) -> bool:
    """Whether somebody holds this in their hand: they cannot scan a code from it.

    >>> is_phone("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148 Safari/604")
    True
    """
    return any(mark in agent for mark in ("iPhone", "Android", "MicroMessenger", "Mobile"))
