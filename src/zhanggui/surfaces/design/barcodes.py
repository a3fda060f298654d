"""Bars and squares that scanners read, drawn as vectors so that any printer keeps their edges."""

from itertools import groupby

import qrcode
from barcode import Code128
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from qrcode.image.svg import SvgPathImage

QUIET = 10
"""Blank modules on either side, as the standard wants them."""


def code128(text: str, height: int = 40) -> SafeString:
    """Bars of Code 128 for ASCII text; the text itself is said to who cannot see them."""
    (modules,) = Code128(text).build()
    place, path = QUIET, []
    for dark, run in groupby(modules):
        width = len(list(run))
        if dark == "1":
            path.append(f"M{place} 0h{width}v{height}h-{width}z")
        place += width
    return format_html(
        '<svg class="barcode" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<path d="{}"/></svg>',
        place + QUIET,
        height,
        text,
        "".join(path),
    )


def qr(text: str) -> SafeString:
    """A square code; its text is shown beside it by whoever draws it."""
    drawing = qrcode.make(text, image_factory=SvgPathImage, box_size=10, border=2)
    return mark_safe(drawing.to_string(encoding="unicode"))  # noqa: S308  # drawn by us, only its squares differ
