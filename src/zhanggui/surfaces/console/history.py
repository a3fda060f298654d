"""From the page of a thing to the history of its row, for those who audit."""

from django.db import models
from django.http import HttpRequest
from django.urls import reverse

from zhanggui.mechanisms.trail.models import RowHistory
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.navigation import AUDITORS


def history_address(request: HttpRequest, thing: models.Model) -> str:
    """The page of the row's history; empty for others, and for a row whose table is not governed."""
    if acting(request).roles.isdisjoint(AUDITORS):
        return ""
    table = thing._meta.db_table
    if not RowHistory.objects.filter(row_id=str(thing.pk), table_name=table).exists():
        return ""
    return reverse("admin:trail_row", args=[table, thing.pk])
