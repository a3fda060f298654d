"""What the pages of the shop remember for a while, to be forgotten between tests."""

from zhanggui.surfaces.entrance import window
from zhanggui.surfaces.storefront import categories, deals, facets, frames, places, shell, talk
from zhanggui.surfaces.storefront.views import listing


def forget_pages() -> None:
    """Draw every page anew from now on."""
    for memory in (categories, deals, facets, frames, listing, places, shell, talk, window):
        memory.forget()
