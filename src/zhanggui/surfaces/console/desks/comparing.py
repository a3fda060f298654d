"""Reconciliation: lists of our money that others make, compared; differences, each settled by two people."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as noop

from zhanggui.domain.partners.models import Carrier
from zhanggui.domain.payments import gateway, settling
from zhanggui.domain.payments.capabilities import (
    AGREE_TO_CORRECTIONS,
    COMPARE,
    SEE_BILLS,
    SETTLE_DIFFERENCES,
)
from zhanggui.domain.payments.models import Bill, BillLine, Correction, Difference
from zhanggui.domain.payments.operations import CorrectionWish, propose_correction
from zhanggui.domain.payments.states import DIFFERENCE, Remedy
from zhanggui.identity.actor import Actor
from zhanggui.journeys import jobs, take_in_lists
from zhanggui.kernel.money import yuan
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.pages import page
from zhanggui.surfaces.console.questions import LateChoice, asked, choice, day, line, words
from zhanggui.surfaces.console.words import choice_word, choice_word_lazy
from zhanggui.surfaces.design.sheets import sheet

BYTES_MOST = 50_000_000
DOWNLOADED = [(method, choice_word_lazy(method)) for method in take_in_lists.BILLS]


class ListField(forms.FileField):
    """A list as a file, of a size that a day can have."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file is not None and file.size > BYTES_MOST:
            raise forms.ValidationError(_("No list of a day is that large."))
        return file


def _file() -> forms.FileField:
    return ListField(label=_("File"), help_text=_("As it was downloaded: Excel, CSV or zip."))


def _carriers() -> Any:
    return Carrier.objects.select_related("organisation").order_by("number")


def _taken_in(take: Callable[..., Bill], **given: str) -> Callable[[Doing], Bill]:
    def run(doing: Doing) -> Bill:
        more = {name: getattr(doing[answer], "pk", doing[answer]) for name, answer in given.items()}
        file = doing["file"]
        return take(content=file.read(), source=file.name, by=doing.by, at=doing.at, **more)

    return run


def _fetch(doing: Doing) -> None:
    jobs.compare_bill.defer(method=doing["method"], day=doing["day"].isoformat())


def _fetching(thing: Any, by: Actor) -> type[forms.Form]:
    ways = [(method, choice_word(method)) for method in gateway.methods()]
    return asked(method=choice(_("Gateway"), ways), day=day(_("Day")))


@register(Bill)
class BillDesk(Desk):
    """Lists of a day: bills of gateways, statements of the bank, remittances of carriers."""

    roles = SEE_BILLS.roles
    columns = (
        "number", "method", "day", "carrier", "rows", "matched", "open_differences", "in_fen", "back_fen",
        "fee_fen", "compared_at",
    )  # fmt: skip
    list_select_related = ("carrier__organisation",)
    list_filter = ("method",)
    search_fields = ("number__exact",)
    ordering = ("-day", "method")
    shows = (
        "number", "method", "day", "carrier", "source", "rows", "matched", "known_before", "in_fen",
        "back_fen", "fee_fen", "taken_by", "taken_at", "compared_at",
    )  # fmt: skip
    tables = (
        Table(
            _("Differences"),
            lambda bill: bill.differences.order_by("position"),
            ("case_number", "kind", "number", "refund_number", "theirs_fen", "ours_fen", "state"),
        ),
        Table(
            _("First lines"),
            lambda bill: BillLine.objects.filter(bill=bill).order_by("at", "id")[:50],
            ("at", "number", "refund_number", "gateway_trade", "amount_fen", "fee_fen", "note"),
        ),
    )
    starts = (
        Act(
            "statement",
            _("Take in a bank statement"),
            _taken_in(take_in_lists.take_in_statement),
            capability=COMPARE,
            form=asked(file=_file()),
            help=_("Transfers whose note names an open payment arrive by it; the rest becomes differences."),
        ),
        Act(
            "remittance",
            _("Take in a carrier's list of cash"),
            _taken_in(take_in_lists.take_in_remittance, carrier_id="carrier"),
            capability=COMPARE,
            form=asked(carrier=LateChoice(_("Carrier"), _carriers, required=True), file=_file()),
        ),
        Act(
            "fetch",
            _("Fetch a bill now"),
            _fetch,
            capability=COMPARE,
            form=_fetching,
            help=_("It is done by itself every morning. The gateway is asked in the background."),
            done=_("The gateway is being asked; the bill appears here."),
        ),
        Act(
            "bill",
            _("Take in a downloaded bill"),
            _taken_in(take_in_lists.take_in_bill, method="method"),
            capability=COMPARE,
            form=asked(method=choice(_("Gateway"), DOWNLOADED), file=_file()),
            help=_("For a day on which the gateway did not give it to us."),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).with_open_differences()

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """The differences for Excel."""
        address = reverse("admin:bill_differences", args=[thing.number])
        return [{"template": "console/panels/bill.html", "title": _("For Excel"), "address": address}]


def _remedies(difference: Difference, by: Actor) -> type[forms.Form]:
    known = settling.possible(difference, named=not difference.number)
    ways = [(remedy.value, choice_word(remedy.value)) for remedy in known]
    fields: dict[str, forms.Field] = {"remedy": choice(_("Way to settle it"), ways)}
    if not difference.number and Remedy.TAKE_PAYMENT in known:
        fields["payment"] = line(
            _("Payment number"), required=False, help_text=_("Only where the money is taken in for it.")
        )
    return asked(**fields, reason=words(_("What was found out")))


def _propose(doing: Doing) -> Correction:
    wish = CorrectionWish(
        remedy=Remedy(doing["remedy"]), reason=doing["reason"], payment=doing.answers.get("payment", "")
    )
    return propose_correction(difference_id=doing.thing.pk, wish=wish, by=doing.by, at=doing.at)


@register(Difference)
class DifferenceDesk(Desk):
    """Where a list and we do not agree."""

    roles = SEE_BILLS.roles
    columns = (
        "__str__", "bill.method", "kind", "number", "refund_number", "theirs_fen", "ours_fen", "state",
        "case_number", "found_at",
    )  # fmt: skip
    list_select_related = ("bill",)
    list_filter = ("state", "kind")
    search_fields = ("number__exact", "refund_number__exact", "case_number__exact")
    ordering = ("-found_at", "position")
    shows = (
        "bill", "kind", "number", "refund_number", "theirs_fen", "ours_fen", "payment", "refund", "state",
        "case_number", "found_at", "settled_at",
    )  # fmt: skip
    tables = (
        Table(
            _("Their line"),
            lambda difference: [difference.line] if difference.line else [],
            ("at", "gateway_trade", "amount_fen", "fee_fen", "note"),
        ),
        Table(
            _("Proposals"),
            lambda difference: difference.corrections.order_by("proposed_at"),
            ("proposed_at", "remedy", "change_fen", "reason", "proposed_by", "booked_at", "dropped_at"),
        ),
    )
    acts = (
        Act(
            "propose",
            _("Propose how it is settled"),
            _propose,
            capability=SETTLE_DIFFERENCES,
            tone="primary",
            form=_remedies,
            offered=lambda difference: DIFFERENCE.allows(difference.state, "propose"),
            initial=lambda difference: {"remedy": settling.possible(difference)[0].value},
            help=_("Somebody else has to agree before anything is booked."),
        ),
    )


@register(Correction)
class CorrectionDesk(Desk):
    """Entries that were proposed for differences; whoever agrees to them looks at them here."""

    roles = SEE_BILLS.roles | AGREE_TO_CORRECTIONS.roles
    columns = ("__str__", "remedy", "change_fen", "reason", "proposed_by", "proposed_at", "booked_at")
    list_select_related = ("difference__bill", "proposed_by__person")
    list_filter = ("remedy",)
    ordering = ("-proposed_at",)
    shows = (
        "difference", "remedy", "payment", "change_fen", "reason", "proposed_by", "proposed_at", "booked_at",
        "dropped_at",
    )  # fmt: skip


@page("payments/bills/<str:number>/differences.xlsx", "bill_differences")
def bill_differences(request: HttpRequest, number: str) -> HttpResponse:
    """What differs in one list, as a workbook."""
    acting(request).require(SEE_BILLS)
    bill = Bill.objects.filter(number=number).first()
    if bill is None:
        raise Http404
    headings = (
        noop("Difference"), noop("Kind"), noop("Payment"), noop("Refund"), noop("they say"), noop("we say"),
        noop("State"), noop("Case"), noop("Found"),
        noop("Settled"),
    )  # fmt: skip
    rows = (
        (
            f"{bill.number}-{one.position:03d}", choice_word(one.kind), one.number, one.refund_number,
            None if one.theirs_fen is None else yuan(one.theirs_fen),
            None if one.ours_fen is None else yuan(one.ours_fen),
            choice_word(one.state), one.case_number, one.found_at, one.settled_at,
        )
        for one in bill.differences.order_by("position").iterator(chunk_size=500)
    )  # fmt: skip
    return sheet(bill.number, [gettext(heading) for heading in headings], rows)
