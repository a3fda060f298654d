"""What carriers bill: taken in, compared line by line, accepted or disputed, stated and paid."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import Count, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as noop

from zhanggui.domain.freight import capabilities as may
from zhanggui.domain.freight import queries, sheets
from zhanggui.domain.freight.models import Acceptance, Bill, BillLine, FreightStatement
from zhanggui.domain.freight.operations.answer_freight_objection import answer_freight_objection
from zhanggui.domain.freight.operations.ask_acceptance import ask_acceptance
from zhanggui.domain.freight.operations.dispute_lines import dispute_lines
from zhanggui.domain.freight.operations.draw_freight_statement import draw_freight_statement
from zhanggui.domain.freight.operations.take_bill import BillPaper, take_bill
from zhanggui.domain.freight.states import STATEMENT, Finding, LineState
from zhanggui.kernel.money import yuan
from zhanggui.kernel.refusal import NotFound
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.books import MonthField
from zhanggui.surfaces.console.desks.freight_prices import FREIGHT, carriers
from zhanggui.surfaces.console.pages import page
from zhanggui.surfaces.console.questions import asked, choice, line, one_of, paper
from zhanggui.surfaces.console.statement_lines import of_carrier
from zhanggui.surfaces.console.words import choice_word, choice_word_lazy
from zhanggui.surfaces.design.sheets import sheet

DIFFERENT = [finding for finding in Finding if finding is not Finding.AGREES]
WAITING = (LineState.OPEN, LineState.DISPUTED)


def _take(doing: Doing) -> Bill:
    rows = sheets.bill_rows(doing["file"].read())
    bill = BillPaper(number=doing["number"], month=doing["month"], rows=rows)
    return take_bill(carrier_id=doing["carrier"].pk, paper=bill, by=doing.by, at=doing.at)


class PositionsField(forms.CharField):
    """Lines of a bill by their positions, such as ``2 5 7-9``."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Lines"),
            required=False,
            help_text=_("Such as 2 5 7-9. Empty: all that wait, of the kind below."),
        )

    def clean(self, value: Any) -> Any:
        found: list[int] = []
        for part in str(super().clean(value)).replace("，", " ").replace(",", " ").split():
            first, _dash, last = part.partition("-")
            if not first.isdecimal() or not (last or first).isdecimal() or len(part) > 13:
                raise forms.ValidationError(_("Lines are numbers, such as 2 5 7-9."))
            found += range(int(first), min(int(last or first), int(first) + 100_000) + 1)
        return found


def _which(*findings: Finding) -> type[forms.Form]:
    return asked(
        positions=PositionsField(),
        finding=choice(
            _("Kind"), [(one.value, choice_word_lazy(one.value)) for one in findings], required=False
        ),
        reason=line(_("Reason"), limit=400),
    )


def _positions(doing: Doing) -> Sequence[int]:
    if doing["positions"]:
        return list(doing["positions"])
    waiting = BillLine.objects.filter(bill=doing.thing, state=LineState.OPEN)
    waiting = waiting.filter(finding=doing["finding"] or "")
    return list(waiting.order_by("position").values_list("position", flat=True))


def _differences(bill: Bill) -> Iterable[BillLine]:
    return bill.lines.exclude(finding=Finding.AGREES).select_related("accrual").order_by("position")


@register(Bill)
class BillDesk(Desk):
    """Carriers' bills beside our own reckoning."""

    roles = FREIGHT
    columns = ("number", "carrier", "month", "lines_count", "total_fen", "taken_at")
    list_select_related = ("carrier__organisation",)
    list_filter = ("carrier", "month")
    search_fields = ("number__exact",)
    ordering = ("-month", "-taken_at")
    shows = ("number", "carrier", "month", "lines_count", "total_fen", "taken_by", "taken_at")
    tables = (
        Table(
            _("Differences"),
            _differences,
            (
                "position", "tracking_number", "finding", "grams", "ours_grams", "billed_fen", "ours_fen",
                "difference_fen", "state", "reply",
            ),
        ),
        Table(
            _("Asked to be accepted"),
            lambda bill: bill.acceptances.order_by("-proposed_at"),
            ("lines_asked", "difference_fen", "reason", "state", "decided_at"),
        ),
    )  # fmt: skip
    starts = (
        Act(
            "take",
            _("Take in a bill"),
            _take,
            capability=may.TAKE_BILLS,
            form=asked(
                carrier=one_of(_("Carrier"), carriers),
                number=line(_("The carrier's number of it"), limit=40),
                month=MonthField(_("Month")),
                file=paper(_("Its lines, Excel or CSV")),
            ),
            help=_(
                "Columns: tracking number, weight in kilograms, amount in yuan; the first row is headings."
            ),
        ),
    )
    acts = (
        Act(
            "accept",
            _("Ask to accept as billed"),
            lambda d: ask_acceptance(
                bill_id=d.thing.pk, positions=_positions(d), reason=d["reason"], by=d.by, at=d.at
            ),
            capability=may.TAKE_BILLS,
            form=_which(Finding.WEIGHT_DIFFERS, Finding.PRICE_DIFFERS, Finding.MISSING),
            offered=lambda bill: bill.lines.filter(state__in=WAITING).exists(),
            help=_("Somebody else approves it. A parcel the bill does not name would cost nothing."),
        ),
        Act(
            "dispute",
            _("Dispute with the carrier"),
            lambda d: dispute_lines(
                bill_id=d.thing.pk, positions=_positions(d), reason=d["reason"], by=d.by, at=d.at
            ),
            capability=may.TAKE_BILLS,
            form=_which(*DIFFERENT),
            offered=lambda bill: bill.lines.filter(state=LineState.OPEN).exists(),
            tone="primary",
            help=_("The carrier reads the reason, and answers in its portal within a week."),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """What became of the bill, and all lines for Excel."""
        rows = thing.lines.values_list("finding", "state")
        sums = rows.annotate(
            lines=Count("pk"), billed=Sum("billed_fen"), ours=Sum("ours_fen"), settled=Sum("settled_fen")
        )
        return [
            {
                "template": "console/panels/compared_bill.html",
                "rows": [
                    (choice_word(row[0]), row[1], *row[2:]) for row in sums.order_by("finding", "state")
                ],
                "address": reverse("admin:freight_bill_file", args=[thing.pk]),
            }
        ]


@page("freight/bills/<uuid:pk>/lines.xlsx", "freight_bill_file")
def bill_file(request: HttpRequest, pk: Any) -> HttpResponse:
    """Every line of a bill with what came of it."""
    by = acting(request)
    by.require(may.SEE_FREIGHT)
    try:
        bill = queries.bill_seen(pk, by=by)
    except NotFound as problem:
        raise Http404 from problem
    headings = (
        noop("Line"), noop("Tracking number"), noop("Weight, kg"), noop("Our weight, kg"), noop("Billed"),
        noop("Ours"), noop("Comparison"), noop("State"), noop("Paid by it"), noop("Reason"), noop("Reply"),
    )  # fmt: skip
    return sheet(f"bill-{bill.number}", [gettext(name) for name in headings], _lines(bill))


def _lines(bill: Bill) -> Iterable[tuple[Any, ...]]:
    for one in bill.lines.order_by("position").iterator(chunk_size=1000):
        yield (
            one.position, one.tracking_number, one.grams / 1000, one.ours_grams / 1000, yuan(one.billed_fen),
            yuan(one.ours_fen), choice_word(one.finding), choice_word(one.state), yuan(one.settled_fen),
            one.reason, one.reply,
        )  # fmt: skip


@register(Acceptance)
class AcceptanceDesk(Desk):
    """Wishes to pay differences as billed, for who approves them."""

    roles = FREIGHT
    columns = ("bill", "lines_asked", "difference_fen", "reason", "state", "proposed_at", "decided_at")
    list_select_related = ("bill",)
    list_filter = ("state",)
    ordering = ("-proposed_at",)
    tables = (
        Table(
            _("Lines"),
            lambda one: one.bill.lines.filter(position__in=one.lines_asked).order_by("position"),
            (
                "position", "tracking_number", "finding", "grams", "ours_grams", "billed_fen", "ours_fen",
                "difference_fen", "reason", "reply",
            ),
        ),
    )  # fmt: skip


def _draw(doing: Doing) -> FreightStatement:
    return draw_freight_statement(carrier_id=doing["carrier"].pk, by=doing.by, at=doing.at)


@register(FreightStatement)
class FreightStatementDesk(Desk):
    """What carriers are paid: agreed lines together, confirmed by them, paid out by finance."""

    roles = FREIGHT
    columns = ("number", "carrier", "state", "lines_count", "net_fen", "drawn_at", "confirmed_at", "paid_at")
    list_select_related = ("carrier__organisation",)
    list_filter = ("state", "carrier")
    search_fields = ("number__exact",)
    ordering = ("-drawn_at",)
    shows = (
        "number", "carrier", "state", "lines_count", "net_fen", "drawn_by", "drawn_at", "objection", "answer",
        "confirmed_at", "payout", "paid_at",
    )  # fmt: skip

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """Its lines, each with the transfers it comes from, and the one it was paid by."""
        return [of_carrier(request, thing)]

    starts = (
        Act(
            "draw",
            _("Draw up a statement"),
            _draw,
            capability=may.DRAW,
            form=asked(carrier=one_of(_("Carrier"), carriers)),
            help=_("Every agreed line that stands on no statement yet. The carrier sees it at once."),
        ),
    )
    acts = (
        Act(
            "answer",
            _("Answer the objection"),
            lambda d: answer_freight_objection(statement_id=d.thing.pk, words=d["answer"], by=d.by, at=d.at),
            capability=may.TAKE_BILLS,
            form=asked(answer=line(_("Answer"), limit=400)),
            offered=lambda statement: STATEMENT.allows(statement.state, "answer"),
            tone="primary",
        ),
    )
