"""What is uploaded is believed by its content only, and harmful things are refused with their reason."""

import io
import zlib

import pytest
from PIL import Image

from tests.mechanisms.documents.conftest import PDF, picture
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms.documents.refusals import (
    ActiveContent,
    EmptyFile,
    FileTooLarge,
    KindMismatch,
    KindNotAllowed,
    NotReadable,
    PictureTooLarge,
)
from zhanggui.mechanisms.documents.uploads import SIZE_LIMIT, Upload, inspect

EXE = b"MZ\x90\x00" + b"\x00" * 60 + b"PE\x00\x00" + b"\x00" * 400
ZIP = b"PK\x03\x04" + b"\x00" * 200


def bomb() -> bytes:
    """A PNG of a few kilobytes that says it is 60,000 by 60,000."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)

    head = (60_000).to_bytes(4) * 2 + b"\x01\x00\x00\x00\x00"
    body = zlib.compress(b"\x00" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def moving() -> bytes:
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        pytest.param("执照.pdf", PDF, "application/pdf", id="a PDF"),
        pytest.param("a.png", picture("PNG"), "image/png", id="a PNG"),
        pytest.param("a.JPG", picture("JPEG"), "image/jpeg", id="a JPEG in capitals"),
        pytest.param("a.jpeg", picture("JPEG"), "image/jpeg", id="a JPEG with a long ending"),
        pytest.param("a.webp", picture("WEBP"), "image/webp", id="a WebP"),
    ],
)
def test_known_kinds_are_taken_as_they_are(name: str, content: bytes, media_type: str) -> None:
    seen = inspect(Upload(name, content, media_type))

    assert (seen.media_type, seen.content) == (media_type, content)


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        pytest.param("a.pdf", b"", EmptyFile, id="nothing"),
        pytest.param("a.pdf", PDF + b" " * SIZE_LIMIT, FileTooLarge, id="too large"),
        pytest.param("licence.pdf", EXE, KindNotAllowed, id="a renamed program"),
        pytest.param("setup.exe", EXE, KindNotAllowed, id="a program"),
        pytest.param("a.pdf.exe", PDF, KindMismatch, id="a PDF named like a program"),
        pytest.param("a.png", PDF, KindMismatch, id="a PDF named like a picture"),
        pytest.param("a.png", picture("JPEG"), KindMismatch, id="a JPEG named PNG"),
        pytest.param("a", PDF, KindMismatch, id="no ending"),
        pytest.param("a.html", b"<html><script>alert(1)</script>", KindNotAllowed, id="a page"),
        pytest.param("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", KindNotAllowed, id="an SVG"),
        pytest.param("a.pdf", b"<script>alert(1)</script>" + PDF, KindNotAllowed, id="a page, then a PDF"),
        pytest.param("a.docx", ZIP, KindNotAllowed, id="an archive"),
        pytest.param("a.gif", b"GIF89a" + b"\x00" * 40, KindNotAllowed, id="a GIF"),
        pytest.param("a.pdf", PDF[:-7], NotReadable, id="a PDF cut off"),
        pytest.param("a.png", picture()[:-15], NotReadable, id="a PNG cut off"),
        pytest.param("a.jpg", picture("JPEG")[:-40], NotReadable, id="a JPEG cut off"),
        pytest.param("a.webp", picture("WEBP")[:-4], NotReadable, id="a WebP cut off"),
        pytest.param("a.png", picture()[:40] + b"\xff" + picture()[41:], NotReadable, id="a damaged PNG"),
        pytest.param("a.pdf", PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(x)>>"),
                     ActiveContent, id="a PDF with a program"),
        pytest.param("a.pdf", PDF.replace(b"/Catalog", b"/Catalog/Names<</EmbeddedFiles 2 0 R>>"),
                     ActiveContent, id="a PDF with files in it"),
        pytest.param("a.png", bomb(), PictureTooLarge, id="a decompression bomb"),
        pytest.param("a.webp", moving(), PictureTooLarge, id="a moving picture"),
    ],
)  # fmt: skip
def test_anything_else_is_refused(name: str, content: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        inspect(Upload(name, content))


@pytest.mark.parametrize("claimed", ["text/html", "image/svg+xml", "application/pdf", "x" * 10_000])
def test_a_false_claim_is_refused(claimed: str) -> None:
    with pytest.raises(KindMismatch):
        inspect(Upload("a.png", picture(), claimed))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_what_hangs_behind_a_picture_is_cut_off(kind: str) -> None:
    clean = picture(kind)
    seen = inspect(Upload(f"a.{kind.lower()}", clean + ZIP + b"<script>alert(1)</script>\xff\xd9"))

    assert seen.content == clean


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        pytest.param("../../etc/cron.d/x.pdf", "x.pdf", id="a path upwards"),
        pytest.param("C:\\Windows\\x.pdf", "x.pdf", id="a path of another system"),
        pytest.param("/x.pdf", "x.pdf", id="an absolute path"),
        pytest.param("🐲营业执照𠮷.pdf", "🐲营业执照𠮷.pdf", id="emoji and rare characters"),
        pytest.param("a\u202efdp.exe.pdf", "afdp.exe.pdf", id="letters turned round"),
        pytest.param("a\x00\r\nSet-Cookie: b.pdf", "aSet-Cookie b.pdf", id="a header in a name"),
        pytest.param(".pdf", "document.pdf", id="an ending only"),
        pytest.param("照" * 10_000 + ".pdf", "照" * 100 + ".pdf", id="ten thousand characters"),
    ],
)
def test_names_are_made_safe(name: str, safe: str) -> None:
    assert inspect(Upload(name, PDF)).name == safe


def test_no_more_is_read_than_may_be_stored() -> None:
    endless = io.BytesIO(b"%PDF-" + b"0" * (SIZE_LIMIT * 2))
    with pytest.raises(FileTooLarge):
        inspect(Upload.of("a.pdf", endless))
    assert endless.tell() == SIZE_LIMIT + 1
