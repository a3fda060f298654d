"""Labels, delivery notes and hand-over lists of a whole batch, printed at once."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.packing import labels, queries
from zhanggui.domain.packing.labels import Batch
from zhanggui.kernel import clock
from zhanggui.kernel.numbers import whole_number
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.pages import page, shell

KINDS = {
    "labels": (_("Labels"), ""),
    "notes-a5": (_("Delivery notes, A5"), "a5"),
    "notes-a4": (_("Delivery notes, A4"), "a4"),
}
BACK: dict[Batch, Callable[[UUID], str]] = {
    Batch.WAVE: lambda pk: reverse("admin:delivery_wave_change", args=[pk]),
    Batch.PICK_LIST: lambda pk: reverse("admin:delivery_picklist_change", args=[pk]),
    Batch.HAND_OVER: lambda pk: reverse("admin:hand_over_list", args=[pk]),
}


def kinds(batch: Batch, pk: UUID, here: str = "") -> list[dict[str, object]]:
    """What can be printed for all parcels of a batch, and where."""
    return [
        {
            "word": word,
            "address": reverse("admin:print_batch", args=[batch.value, pk, what]),
            "here": what == here,
        }
        for what, (word, _paper) in KINDS.items()
    ]


@page("print/<str:batch>/<uuid:pk>/<str:what>/", "print_batch")
def print_batch(request: HttpRequest, batch: str, pk: UUID, what: str) -> HttpResponse:
    """All labels, or all delivery notes, of a wave, a pick list or a hand-over: each on a page of its own."""
    number = whole_number(request.GET.get("part", "1"), most=999)
    if batch not in set(Batch) or what not in KINDS or number is None:
        raise Http404
    of = Batch(batch)
    found = labels.printing(of, pk, part=number, by=acting(request))
    word, paper = KINDS[what]
    context = shell(
        request,
        title=word,
        print=found,
        prints=range(1, found.parts + 1),
        kinds=kinds(of, pk, what),
        what=what,
        paper=paper,
        back=BACK[of](pk),
    )
    return TemplateResponse(request, "console/print_batch.html", context)


@page("hand-over/print/", "hand_over_papers")
def hand_over_papers(request: HttpRequest) -> HttpResponse:
    """The lists of the last 24 hours, each beginning on a page of its own, for drivers to sign."""
    since = clock.now() - timedelta(hours=24)
    papers = [
        (listed, parcels, sum(one.shipment.packing.get("weight_grams", 0) for one in parcels))
        for listed, parcels in queries.papers_since(since, by=acting(request))
    ]
    context = shell(request, title=gettext("Hand-over lists"), papers=papers)
    return TemplateResponse(request, "console/hand_over_papers.html", context)
