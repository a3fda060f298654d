"""What can be proved about sealing, and about papers that run out."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection

from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms.controls import Evidence, Records, Status, control, share_kept
from zhanggui.mechanisms.documents import vault
from zhanggui.mechanisms.documents.models import Document, Notice
from zhanggui.schema.encrypted import encrypted_fields

DOCUMENTS = "admin:documents_document_changelist"
NEWEST = 2_000
"""So many values of each column, and files, are looked at; the older ones were, when they were new."""


@control("B-8.2.1", "B-6.4.2", title="Personal data lie sealed in every column meant for them")
def columns_sealed(at: datetime) -> Evidence:
    """Each encrypted column holds envelopes and nothing else."""
    seen = open_ones = 0
    for total, unsealed in _columns():
        seen, open_ones = seen + total, open_ones + unsealed
    return Evidence(
        share_kept(kept=seen - open_ones, of=seen),
        {"values": seen, "not sealed": open_ones},
        "0 values in the clear",
        Records(open_ones),
    )


def _columns() -> Iterator[tuple[int, int]]:
    for field in encrypted_fields():
        table, key = field.model._meta.db_table, field.model._meta.pk.column
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(*), count(*) FILTER (WHERE substring(value, 1, 3) <> %s)"  # noqa: S608
                f' FROM (SELECT "{field.column}" AS value FROM "{table}" WHERE "{field.column}" IS NOT NULL'
                f' ORDER BY "{key}" DESC LIMIT {NEWEST}) AS newest',
                [b"ZG1"],
            )
            row = cursor.fetchone()
            yield row[0], row[1]


@control("B-8.2.1", "B-8.2.2", title="Documents lie sealed in the vault, each where its row says")
def files_sealed(at: datetime) -> Evidence:
    """For each of the newest documents there is a sealed file under its digest."""
    newest = list(Document.objects.order_by("-filed_at").values_list("pk", "sha256")[:NEWEST])
    wrong = [pk for pk, sha256 in newest if not _sealed(sha256)]
    return Evidence(
        share_kept(kept=len(newest) - len(wrong), of=len(newest)),
        {"documents": len(newest), "missing or not sealed": len(wrong)},
        "0 missing or not sealed",
        Records(len(wrong), DOCUMENTS, {"id__in": ",".join(map(str, wrong[:50]))} if wrong else {}),
    )


def _sealed(sha256: str) -> bool:
    try:
        with vault.place_of(sha256).open("rb") as file:
            return file.read(3) == b"ZG1"
    except FileNotFoundError:
        return False


@control("A-4.4", title="Nobody is surprised by a paper that runs out")
def warned_in_time(at: datetime) -> Evidence:
    """Every paper that has run out and was not replaced was warned of, or said to have run out."""
    today = at.astimezone(SHANGHAI).date()
    over = Document.objects.filter(
        valid_to__lt=today, valid_to__gt=today - timedelta(days=400), replaced_by=None, withdrawn_at=None
    )
    told = Notice.objects.filter(days=0).values("document")
    silent = over.exclude(pk__in=told).filter(valid_to__lt=today - timedelta(days=1))
    total, wrong = over.count(), silent.count()
    return Evidence(
        share_kept(kept=total - wrong, of=total) if total else Status.NO_DATA,
        {"papers run out": total, "untold": wrong},
        "0 untold for more than a day",
        Records(wrong or total, DOCUMENTS, {"valid_to__lt": str(today)}),
    )
