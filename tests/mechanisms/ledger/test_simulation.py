"""Random interleavings over several real connections: nothing is made from nothing, nothing gets lost."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.crowd import Crowd
from tests.mechanisms.ledger.vocabulary import Shop
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Post, Transfer, Void
from zhanggui.mechanisms.ledger.models import OpenPending
from zhanggui.mechanisms.ledger.verifying import verify

START = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
PIECES = st.integers(1, 12)
ANY = st.integers(0, 999)
"""Which of those that are there, counted round and round."""
KINDS = ("take", "reserve", "both", "settle", "give back", "settle")
CROWD = 6


class Books(RuleBasedStateMachine):
    """Several people take, reserve, settle, give back and repeat, all at the same moment.

    Who wins is up to the database; but whoever was answered without a refusal has done exactly what was
    asked, once. So the sums of what was answered must be what the books say.
    """

    def __init__(self) -> None:
        super().__init__()
        self.crowd = Crowd(CROWD)
        self.shop = Shop()
        self.now = START
        self.keys = 0
        self.on_shelf = 0
        self.open: dict[UUID, tuple[int, datetime]] = {}
        self.repeatable: list[tuple[ledger.Entry, bool]] = []

    def teardown(self) -> None:
        assert list(verify(self.now)) == []
        self.crowd.__exit__(None, None, None)

    def key(self) -> str:
        self.keys += 1
        return f"{self.keys}"

    @rule(pieces=st.integers(1, 20))
    def delivery_arrives(self, pieces: int) -> None:
        ledger.post(
            self.shop.entry(self.key(), self.now, Transfer(self.shop.shelf, self.shop.source, pieces)),
            by=SYSTEM,
        )
        self.on_shelf += pieces

    @rule(data=st.data())
    def everybody_at_once(self, data: st.DataObject) -> None:
        # Draws never depend on who won before: they must be possible again when the run is repeated.
        plans = data.draw(st.lists(st.sampled_from(KINDS), min_size=2, max_size=CROWD))
        deeds: list[tuple[ledger.Entry, Callable[[], None]]] = [self.planned(plan, data) for plan in plans]
        self.carry_out([entry for entry, _ in deeds], [applied for _, applied in deeds])

    def planned(self, plan: str, data: st.DataObject) -> tuple[ledger.Entry, Callable[[], None]]:
        if plan in ("settle", "give back"):
            which, part = data.draw(ANY), data.draw(st.none() | st.integers(1, 14))
            return self.ending(plan, which, part) if self.open else self.nothing()
        key, pieces = self.key(), data.draw(PIECES)
        until = self.now + timedelta(minutes=data.draw(st.integers(1, 40)))
        held = self.shop.take(pieces, until)
        if plan == "take":
            return self.shop.entry(key, self.now, self.shop.take(pieces)), lambda: self.take(pieces)
        if plan == "reserve":
            return self.shop.entry(key, self.now, held), lambda: self.reserve(key, 0, pieces, until)
        more = data.draw(PIECES)

        def both() -> None:
            self.take(more)
            self.reserve(key, 1, pieces, until)

        return self.shop.entry(key, self.now, self.shop.take(more), held), both

    def nothing(self) -> tuple[ledger.Entry, Callable[[], None]]:
        """Nobody has reserved anything: one piece is taken instead."""
        return self.shop.entry(self.key(), self.now, self.shop.take(1)), lambda: self.take(1)

    def ending(self, plan: str, which: int, part: int | None) -> tuple[ledger.Entry, Callable[[], None]]:
        transfer = sorted(self.open)[which % len(self.open)]
        pieces, _ = self.open[transfer]
        if plan == "give back":
            entry = self.shop.entry(self.key(), self.now, voids=[Void(transfer)])
            return entry, lambda: self.end(transfer, 0)
        part = None if part is None else min(part, pieces + 2)
        entry = self.shop.entry(self.key(), self.now, posts=[Post(transfer, part)])
        return entry, lambda: self.end(transfer, pieces if part is None else part)

    def carry_out(self, entries: list[ledger.Entry], applied: list[Callable[[], None]]) -> None:
        answers = self.crowd.do([lambda e=e: ledger.post(e, by=SYSTEM) for e in entries])  # type: ignore[misc]
        for entry, answer, apply in zip(entries, answers, applied, strict=True):
            assert answer is None or isinstance(answer, Refusal), answer
            if answer is None:
                apply()
                self.repeatable.append((entry, True))

    def take(self, pieces: int) -> None:
        self.on_shelf -= pieces

    def reserve(self, key: str, index: int, pieces: int, until: datetime) -> None:
        self.open[self.shop.named(key, index)] = (pieces, until)

    def end(self, transfer: UUID, posted: int) -> None:
        assert transfer in self.open, "a reservation ended twice"
        del self.open[transfer]
        self.on_shelf -= posted

    @rule(data=st.data())
    def somebody_repeats_what_was_done(self, data: st.DataObject) -> None:
        which = data.draw(ANY)
        if self.repeatable:
            entry, _ = self.repeatable[which % len(self.repeatable)]
            self.crowd.do([lambda: ledger.post(entry, by=SYSTEM)] * 3)

    @rule(minutes=st.integers(1, 30))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        gone = self.crowd.do([lambda: ledger.expire(self.now)] * 2)
        ended: Counter[Any] = Counter(transfer for answer in gone for transfer in answer)  # type: ignore[union-attr]
        due = {transfer for transfer, (_, until) in self.open.items() if until <= self.now}
        mine = {transfer for transfer in ended if transfer in self.open}
        assert mine == due
        assert all(times == 1 for times in ended.values())
        for transfer in due:
            del self.open[transfer]

    @rule()
    def the_books_are_folded(self) -> None:
        ledger.checkpoint(self.now)

    @invariant()
    def the_books_say_what_was_answered(self) -> None:
        shelf = ledger.balance(self.shop.shelf)
        reserved = sum(pieces for pieces, _ in self.open.values())
        assert (shelf.amount, shelf.reserved) == (self.on_shelf, reserved)
        assert shelf.available >= 0

    @invariant()
    def sums_are_zero(self) -> None:
        shop = self.shop
        found = ledger.balances([shop.shelf, shop.sold, shop.source])
        assert found[shop.shelf].amount + found[shop.sold].amount == found[shop.source].amount
        assert found[shop.sold].incoming == found[shop.shelf].reserved

    @invariant()
    def no_reservation_leaks(self) -> None:
        held = OpenPending.objects.filter(credit_account_id=self.shop.shelf.id)
        assert set(held.values_list("id", flat=True)) == set(self.open)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_random_interleavings_keep_the_books_whole():
    run_state_machine_as_test(
        Books,
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
