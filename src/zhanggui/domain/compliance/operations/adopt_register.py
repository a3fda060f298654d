"""Adopting the register that comes with the program: what is not there yet is taken in."""

from datetime import datetime
from typing import Any

from django.db import transaction

from zhanggui.domain.compliance import seed
from zhanggui.domain.compliance.capabilities import KEEP_REGISTER
from zhanggui.domain.compliance.facts import RegisterAdopted
from zhanggui.domain.compliance.models import Instrument, Obligation
from zhanggui.domain.compliance.refusals import NothingToAdopt
from zhanggui.identity.actor import HOUSE, Actor
from zhanggui.mechanisms import trail

REGISTER = trail.Subject("compliance.register", HOUSE)


@transaction.atomic
def adopt_register(*, by: Actor, at: datetime) -> int:
    """Take in texts and duties that are new; what was retired stays so. Raises ``NothingToAdopt``."""
    by.require(KEEP_REGISTER)
    instruments, duties = _new_instruments(), _new_obligations()
    if not instruments and not duties:
        raise NothingToAdopt

    for row in reversed(instruments):
        Instrument.objects.create(**row)
    _name_successors()
    known = dict(Instrument.objects.values_list("code", "id"))
    Obligation.objects.bulk_create(
        Obligation(instrument_id=known[row.pop("by")], registered_at=at, **row) for row in duties
    )

    fact = RegisterAdopted(instruments=len(instruments), obligations=len(duties))
    trail.record(fact, on=REGISTER, by=by, at=at)
    return len(duties)


def _new_instruments() -> list[dict[str, Any]]:
    known = set(Instrument.objects.values_list("code", flat=True))
    return [
        {
            **{name: row[name] for name in ("code", "name", "number", "issuer", "version")},
            "in_force_from": row["from"],
            "in_force_to": row.get("to"),
        }
        for row in seed.instruments()
        if row["code"] not in known
    ]


def _new_obligations() -> list[dict[str, Any]]:
    known = set(Obligation.objects.values_list("code", flat=True))
    return [dict(row) for row in seed.obligations() if row["code"] not in known]


def _name_successors() -> None:
    for row in seed.instruments():
        if "successor" in row:
            successor = Instrument.objects.get(code=row["successor"])
            Instrument.objects.filter(code=row["code"], successor=None).update(successor=successor)
