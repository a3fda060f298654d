"""Drawing up the statements of a cycle, for every supplier that is settled with that often."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.finance import drawing, rules, terms_in_force
from zhanggui.domain.finance.capabilities import DRAW
from zhanggui.domain.finance.drawing import Sums
from zhanggui.domain.finance.facts import CycleSettled, StatementDrawn
from zhanggui.domain.finance.models import Charge, SettlementAccount, Statement
from zhanggui.domain.finance.numbers import next_numbers
from zhanggui.domain.finance.states import ChargeState, Cycle, StatementState
from zhanggui.domain.partners.queries import suppliers_but
from zhanggui.domain.payments.accounts import supplier_payable
from zhanggui.identity.actor import HOUSE, Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import Fen
from zhanggui.mechanisms import ledger, trail


@transaction.atomic
def draw_statements(*, cycle: Cycle, by: Actor, at: datetime) -> Sequence[Statement]:
    """Settle everything up to the last end of this cycle; suppliers with nothing to settle get no statement.

    Each statement is compared with the books: where they disagree it is held, and nobody is paid by it before
    somebody has explained why. A supplier whose last statement was not sent yet is left for the next run.
    """
    by.require(DRAW)
    until = rules.cycle_end(cycle, at)
    accounts = _accounts_due(cycle, until)
    if not accounts:
        return []
    first_day = rules.cycle_start(cycle, until)
    due = terms_in_force.due(accounts, first_day)
    sums = drawing.collect(due, terms_in_force.taxes(first_day), until=until)
    statements = _write(sums, {account.supplier_id: account for account in accounts}, until, at)
    SettlementAccount.objects.filter(pk__in=[account.pk for account in accounts]).update(settled_until=until)
    for statement in statements:
        drawn = StatementDrawn(
            number=statement.number,
            supplier=str(statement.supplier),
            lines=statement.lines_count,
            net_fen=statement.net_fen,
            difference_fen=statement.difference_fen,
        )
        trail.record(drawn, on=statement, by=by, at=at, thread=statement.supplier)
    settled = CycleSettled(
        cycle=cycle,
        until=until.astimezone(SHANGHAI).date().isoformat(),
        accounts=len(accounts),
        statements=len(statements),
    )
    trail.record(settled, on=trail.Subject("finance.books", HOUSE), by=by, at=at)
    return statements


def _accounts_due(cycle: Cycle, until: datetime) -> Sequence[SettlementAccount]:
    """The accounts of this cycle that are not settled up to its end, held; a new supplier gets its own."""
    known = SettlementAccount.objects.values("supplier_id")
    SettlementAccount.objects.bulk_create(
        (SettlementAccount(supplier=supplier) for supplier in suppliers_but(known)),
        ignore_conflicts=True,
    )
    unsent = Statement.objects.unsent().values("supplier_id")
    return list(
        SettlementAccount.objects.locked()
        .filter(cycle=cycle)
        .exclude(settled_until__gte=until)
        .exclude(supplier_id__in=unsent)
        .select_related("supplier__organisation")
        .order_by("supplier_id")
    )


def _write(
    sums: Sequence[Sums], accounts: Mapping[UUID, SettlementAccount], until: datetime, at: datetime
) -> Sequence[Statement]:
    refs = {one.supplier_id: supplier_payable(one.supplier_id) for one in sums}
    books = ledger.balances(refs.values(), at=until - ledger.JUST_BEFORE)
    numbers = next_numbers("JS", len(sums), at)
    statements = [
        _statement(one, accounts[one.supplier_id], number, until, books[refs[one.supplier_id]].amount, at)
        for one, number in zip(sums, numbers, strict=True)
    ]
    Statement.objects.bulk_create(statements)
    drawing.write_lines((statement.supplier_id, statement.id) for statement in statements)
    Charge.objects.filter(
        settled_in__statement__in=[statement.id for statement in statements], state=ChargeState.APPROVED
    ).update(state=ChargeState.SETTLED)
    return statements


def _statement(
    sums: Sums, account: SettlementAccount, number: str, until: datetime, books_fen: Fen, at: datetime
) -> Statement:
    agrees = books_fen == sums.moved_fen
    return Statement(
        number=number,
        supplier=account.supplier,
        since=account.settled_until,
        until=until,
        state=StatementState.DRAWN if agrees else StatementState.HELD,
        sales_fen=sums.sales_fen,
        returns_fen=sums.returns_fen,
        carried_fen=sums.carried_fen,
        commission_fen=sums.commission_fen,
        discount_fen=sums.discount_fen,
        charges_fen=sums.charges_fen,
        freight_fen=sums.freight_fen,
        goods_fen=sums.goods_fen,
        output_tax_fen=sums.output_tax_fen,
        input_tax_fen=sums.input_tax_fen,
        net_fen=sums.net_fen,
        books_fen=books_fen,
        lines_count=sums.lines,
        drawn_at=at,
    )
