"""Scans of invented papers: a border, a seal, a number. Made here; no real paper is copied."""

import hashlib
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

PAPER = (252, 248, 238)
INK = (70, 52, 44)
SEAL = (190, 44, 34)


def scan(title: str, number: str, lines: tuple[str, ...] = ()) -> bytes:
    """A picture of a paper with this title and number (Latin letters and figures), as PNG."""
    image = Image.new("RGB", (900, 640), PAPER)
    pen = ImageDraw.Draw(image)
    _border(pen)
    pen.text((450, 96), title.upper(), fill=INK, font=ImageFont.load_default(40), anchor="mm")
    pen.text((450, 160), number, fill=INK, font=ImageFont.load_default(30), anchor="mm")
    for row, line in enumerate(lines):
        pen.text((120, 240 + row * 46), line, fill=INK, font=ImageFont.load_default(24))
    _pattern(pen, number)
    _seal(pen)
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _border(pen: ImageDraw.ImageDraw) -> None:
    for inset, width in ((22, 6), (36, 2)):
        pen.rectangle((inset, inset, 900 - inset, 640 - inset), outline=(176, 142, 92), width=width)


def _pattern(pen: ImageDraw.ImageDraw, number: str) -> None:
    """A square of dots made of the number, where real papers have their code."""
    bits = int.from_bytes(hashlib.sha256(number.encode()).digest(), "big")
    for place in range(225):
        if bits >> place & 1:
            x, y = 120 + place % 15 * 10, 450 + place // 15 * 10
            pen.rectangle((x, y, x + 8, y + 8), fill=INK)


def _seal(pen: ImageDraw.ImageDraw) -> None:
    pen.ellipse((600, 400, 780, 580), outline=SEAL, width=7)
    star = [(690, 440), (702, 476), (740, 476), (709, 498), (721, 534), (690, 512), (659, 534), (671, 498),
            (640, 476), (678, 476)]  # fmt: skip
    pen.polygon(star, fill=SEAL)
