"""How documents say no."""

from zhanggui.kernel.refusal import Refusal


class EmptyFile(Refusal):
    """The file {name} is empty."""

    code = "empty-file"
    status = 400


class FileTooLarge(Refusal):
    """The file {name} is larger than {limit} MB."""

    code = "file-too-large"
    status = 413


class KindNotAllowed(Refusal):
    """{name} is not a PDF, PNG, JPEG or WebP file. What counts is the content, not the name."""

    code = "kind-not-allowed"
    status = 415


class KindMismatch(Refusal):
    """{name} is named like one kind of file and is another ({found}). Save it under its right name."""

    code = "kind-mismatch"
    status = 415


class NotReadable(Refusal):
    """{name} is damaged and cannot be read to its end."""

    code = "not-readable"
    status = 422


class PictureTooLarge(Refusal):
    """The picture {name} has more than {limit} million pixels, or moves. Send a still, smaller one."""

    code = "picture-too-large"
    status = 422


class ActiveContent(Refusal):
    """{name} contains programs or other files. Print it to a plain PDF and send that."""

    code = "active-content"
    status = 422


class PictureNeeded(Refusal):
    """{name} must be a picture."""

    code = "picture-needed"
    status = 422


class NumberNeeded(Refusal):
    """Give the number of this document."""

    code = "number-needed"
    status = 422


class ExpiryNeeded(Refusal):
    """Give the last day on which this document is valid."""

    code = "expiry-needed"
    status = 422


class ValidityReversed(Refusal):
    """A document cannot run out before it begins."""

    code = "validity-reversed"
    status = 422


class AlreadyReplaced(Refusal):
    """This document has been replaced already."""

    code = "already-replaced"


class OtherDocument(Refusal):
    """A document is replaced by one of the same owner and type."""

    code = "other-document"
    status = 422


class AlreadyReleased(Refusal):
    """The public may see this document already."""

    code = "already-released"


class NotReleased(Refusal):
    """The public does not see this document."""

    code = "not-released"


class ReleasedByFiler(Refusal):
    """Whoever filed a document does not release it to the public. Ask a colleague."""

    code = "released-by-filer"
    status = 403


class AlreadyWithdrawn(Refusal):
    """This document was withdrawn."""

    code = "already-withdrawn"
