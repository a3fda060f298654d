"""A paper as an answer to a browser: never run, never guessed at, never framed."""

from urllib.parse import quote

from django.http import HttpResponse

from zhanggui.mechanisms.documents.operations.read_document import Content


def as_response(content: Content) -> HttpResponse:
    """Pictures are shown, everything else is saved; neither may load, run or embed anything."""
    document = content.document
    shown = document.media_type.startswith("image/")
    response = HttpResponse(content.bytes, content_type=document.media_type)
    name = quote(document.file_name, safe="")
    response["Content-Disposition"] = f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{name}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Referrer-Policy"] = "no-referrer"
    response["ETag"] = f'"{document.sha256}"'
    public = document.released_at is not None
    response["Cache-Control"] = "public, max-age=86400" if public else "private, no-store"
    return response
