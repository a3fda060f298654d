"""Where a partner wants to be paid."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zhanggui.domain.partners.capabilities import APPLY
from zhanggui.domain.partners.facts import BankAccountGiven
from zhanggui.domain.partners.models import BankAccount
from zhanggui.domain.partners.reach import hold_own
from zhanggui.domain.partners.refusals import FieldMissing, NotABankAccount
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """A bank account, as written on the bank's own letter."""

    bank: str
    holder: str
    number: str
    branch: str = ""


@transaction.atomic
def give_bank_account(*, bank: Bank, by: Actor, at: datetime) -> BankAccount:
    """Give one's own firm's bank account. The earlier one ends, and stays in the history, sealed too."""
    by.require(APPLY)
    if by.organisation_id is None:
        raise NotFound
    partner = hold_own(by.organisation_id, by)
    number = re.sub(r"[\s-]", "", bank.number)
    if not re.fullmatch(r"[0-9]{8,30}", number):
        raise NotABankAccount
    for field in ("bank", "holder"):
        if not getattr(bank, field).strip():
            raise FieldMissing(field=field)
    BankAccount.objects.filter(organisation=partner.organisation, ended_at=None).update(ended_at=at)
    given = BankAccount.objects.create(
        organisation=partner.organisation,
        bank=bank.bank[:60],
        branch=bank.branch[:120],
        holder=bank.holder[:120],
        account_number=number,
        last_four=number[-4:],
        given_by_id=by.account_id,
        given_at=at,
    )
    told = BankAccountGiven(name=partner.organisation.name, bank=given.bank, last_four=given.last_four)
    trail.record(told, on=given, by=by, at=at, thread=partner.organisation)
    return given
