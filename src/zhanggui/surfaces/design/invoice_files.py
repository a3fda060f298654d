"""An electronic invoice as files: its page, and the data message itself."""

from django.http import HttpResponse

from zhanggui.domain.invoicing.models import Invoice


def pdf_file(invoice: Invoice) -> HttpResponse:
    """The pages, to be kept as a file."""
    # What draws pages takes a quarter of a second to load: only for who wants one.
    from zhanggui.surfaces.design.invoice_paper import pdf

    return _file(pdf(invoice), "application/pdf", f"{invoice.platform_number}.pdf")


def xml_file(invoice: Invoice) -> HttpResponse:
    """The data message itself, as the tax platform wrote it: in law, this is the invoice."""
    return _file(invoice.original.encode(), "application/xml", f"{invoice.platform_number}.xml")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)
