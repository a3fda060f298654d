"""What a machine read in the picture of a version, and what of it nobody transcribed."""

from datetime import datetime
from uuid import UUID

from zhanggui.domain.advertising import reader
from zhanggui.domain.advertising.models import AssetVersion, PictureReading
from zhanggui.domain.advertising.operations.keep_picture_words import keep_picture_words
from zhanggui.domain.advertising.rules import NO_WORDS
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms.documents import vault
from zhanggui.mechanisms.documents.models import Document


def read_picture(version_id: UUID, *, by: Actor, at: datetime) -> PictureReading | None:
    """Have the picture of this version read, once for the same bytes; none if it has no picture.

    Reading takes a second or two of computing, so it is outside any transaction. Raises ``PictureUnread``.
    """
    version = AssetVersion.objects.filter(pk=version_id).first()
    digest = _digest(version) if version is not None else None
    if digest is None:
        return None
    known = PictureReading.objects.filter(sha256=digest).first()
    if known is not None:
        return known
    machine = reader.connected()
    lines = machine.read(vault.content_of(digest))
    return keep_picture_words(
        version_id=version_id, sha256=digest, lines=lines, reader=machine.name, by=by, at=at
    )


def reading_of(version: AssetVersion) -> PictureReading | None:
    """What was read in its picture; none if it has none, or nobody has read it yet."""
    digest = _digest(version)
    return PictureReading.objects.filter(sha256=digest).first() if digest else None


def left_out(version: AssetVersion) -> list[str]:
    """The lines read in its picture that its transcript does not hold."""
    reading = reading_of(version)
    return reader.untranscribed(reading.lines, version.picture_words) if reading else []


def completed(version: AssetVersion) -> str:
    """Its transcript with the lines it left out; only these where it said that there are none."""
    said = version.picture_words.replace(NO_WORDS, "").strip()
    return "\n".join([said, *left_out(version)]).strip()


def _digest(version: AssetVersion) -> str | None:
    if version.picture is None:
        return None
    return Document.objects.filter(pk=version.picture).values_list("sha256", flat=True).first()
