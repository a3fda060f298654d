"""What became of advertisements: when each was public, what was taken down, and what people said of it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhanggui.domain.advertising.capabilities import SEE_ALL_ADS
from zhanggui.domain.advertising.models import Complaint, Publication, TakeDown
from zhanggui.mechanisms.cases.models import Case
from zhanggui.surfaces.console.desk import Desk, Table, register

READERS = SEE_ALL_ADS.roles


def cases_about(thing: Any) -> Any:
    """The cases of this row."""
    return Case.objects.filter(subject_id=thing.pk).order_by("-opened_at")


@register(Publication)
class PublicationDesk(Desk):
    """The archive of advertisements: what was public from when until when, and how long it is kept."""

    roles = READERS
    columns = ("version", "began_at", "ended_at", "end_cause", "keep_until")
    list_select_related = ("version__asset",)
    list_filter = ("end_cause",)
    search_fields = ("asset__number__exact",)
    ordering = ("-began_at",)


@register(TakeDown)
class TakeDownDesk(Desk):
    """What was taken down, when it was gone, and its case."""

    roles = READERS
    columns = ("asset", "ground", "gravity", "taken_by.person", "taken_at", "gone_at")
    list_select_related = ("asset", "taken_by__person")
    list_filter = ("ground",)
    ordering = ("-taken_at",)
    tables = (Table(_("Cases"), cases_about, ("number", "state", "severity", "opened_at")),)


@register(Complaint)
class AdComplaintDesk(Desk):
    """What people said of an advertisement they saw."""

    roles = READERS
    columns = ("number", "asset", "ground", "what", "told_at")
    list_select_related = ("asset",)
    list_filter = ("ground",)
    search_fields = ("number__exact", "asset__number__exact")
    ordering = ("-told_at",)
    tables = (Table(_("Cases"), cases_about, ("number", "state", "severity", "opened_at")),)
