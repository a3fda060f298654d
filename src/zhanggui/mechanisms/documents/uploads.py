"""Looking at what was uploaded: what it says it is, what it is, and whether it does any harm. Pure."""

import io
import re
import unicodedata
import warnings
from dataclasses import dataclass
from typing import IO

import filetype
from PIL import Image, UnidentifiedImageError

from zhanggui.mechanisms.documents.refusals import (
    ActiveContent,
    EmptyFile,
    FileTooLarge,
    KindMismatch,
    KindNotAllowed,
    NotReadable,
    PictureTooLarge,
)

SIZE_LIMIT = 20 * 1024 * 1024
PIXEL_LIMIT = 40_000_000

KINDS = {
    "application/pdf": ("pdf",),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/webp": ("webp",),
}
ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|EmbeddedFiles|RichMedia|XFA)\b")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its name, its bytes, and what the sender's program calls its type."""

    name: str
    content: bytes
    claimed: str = ""

    @classmethod
    def of(cls, name: str, file: IO[bytes], claimed: str = "") -> "Upload":
        """Read a file, but never more than the limit and one byte."""
        return cls(name, file.read(SIZE_LIMIT + 1), claimed)


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a file proved to be, under a name that is safe to show and to save."""

    name: str
    media_type: str
    content: bytes


def inspect(upload: Upload) -> Inspected:
    """Accept a harmless file of a known kind; refuse anything else with its reason."""
    name = safe_name(upload.name)
    if not upload.content:
        raise EmptyFile(name=name)
    if len(upload.content) > SIZE_LIMIT:
        raise FileTooLarge(name=name, limit=SIZE_LIMIT // 1024 // 1024)
    media_type = _kind(upload, name)
    if media_type == "application/pdf":
        _refuse_bad_pdf(upload.content, name)
        return Inspected(name, media_type, upload.content)
    return Inspected(name, media_type, _picture(upload.content, media_type, name))


def safe_name(name: str) -> str:
    """The last part of a path, without anything invisible, of a length that can be shown."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*').strip()
    stem, dot, extension = seen.rpartition(".")
    if not dot:
        return seen[:100] or "document"
    return f"{stem.strip('. ')[:100] or 'document'}.{extension[:10]}"


def _kind(upload: Upload, name: str) -> str:
    guessed = filetype.guess(upload.content[:8192])
    if guessed is None or guessed.mime not in KINDS:
        raise KindNotAllowed(name=name)
    found: str = guessed.mime
    extension = name.rpartition(".")[2].lower()
    if extension not in KINDS[found]:
        raise KindMismatch(name=name, found=KINDS[found][0])
    claimed = upload.claimed.split(";")[0].strip().lower().replace("image/jpg", "image/jpeg")
    if claimed and claimed not in (found, "application/octet-stream"):
        raise KindMismatch(name=name, found=KINDS[found][0])
    return found


def _refuse_bad_pdf(content: bytes, name: str) -> None:
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:]:
        raise NotReadable(name=name)
    if ACTIVE.search(content):
        raise ActiveContent(name=name)


def _picture(content: bytes, media_type: str, name: str) -> bytes:
    """The picture's own bytes. What was hung behind its end (another file, perhaps) is cut off."""
    try:
        own = _END_OF[media_type](content)
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(own), formats=[media_type.partition("/")[2].upper()])
        if picture.width * picture.height > PIXEL_LIMIT or getattr(picture, "n_frames", 1) > 1:
            raise PictureTooLarge(name=name, limit=PIXEL_LIMIT // 1_000_000)
        picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise PictureTooLarge(name=name, limit=PIXEL_LIMIT // 1_000_000) from problem
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, IndexError) as problem:
        raise NotReadable(name=name) from problem
    return own


def _png(content: bytes) -> bytes:
    place = 8
    while True:
        length = int.from_bytes(content[place : place + 4])
        kind = content[place + 4 : place + 8]
        if len(kind) < 4:
            raise ValueError("no end")
        place += 12 + length
        if kind == b"IEND":
            return content[:place]


def _jpeg(content: bytes) -> bytes:
    place = 2
    while content[place] == 0xFF:
        marker = content[place + 1]
        if marker == 0xD9:
            return content[: place + 2]
        if marker == 0xFF:
            place += 1
            continue
        place += 2 + int.from_bytes(content[place + 2 : place + 4])
        if marker == 0xDA:
            place = _end_of_scan(content, place)
    raise ValueError("no end")


def _end_of_scan(content: bytes, place: int) -> int:
    """Where compressed picture data ends: at a marker that is neither stuffing nor a restart."""
    while True:
        place = content.index(b"\xff", place)
        if content[place + 1] != 0 and not 0xD0 <= content[place + 1] <= 0xD7:
            return place
        place += 2


def _webp(content: bytes) -> bytes:
    size = 8 + int.from_bytes(content[4:8], "little")
    if size > len(content):
        raise ValueError("no end")
    return content[:size]


_END_OF = {"image/png": _png, "image/jpeg": _jpeg, "image/webp": _webp}
