"""The chart of accounts: which kind of ledger account stands where in the books."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from django.utils.translation import get_language

from zhanggui.kernel.money import Fen, tax_in
from zhanggui.kernel.norms import norm


@dataclass(frozen=True, slots=True, kw_only=True)
class BookAccount:
    """One account of the chart. ``tax`` names the dated rate whose part of an amount is on ``tax_code``."""

    code: str
    zh: str
    en: str
    kinds: tuple[str, ...]
    tax: str = ""
    tax_code: str = ""

    @property
    def name(self) -> str:
        """What it is called, in the reader's language."""
        return self.zh if (get_language() or "").startswith("zh") else self.en


@cache
def chart() -> dict[str, BookAccount]:
    """Every account of the chart by its code, in order."""
    text = resources.files("zhanggui.domain.finance").joinpath("chart.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["account"]
    return {row["code"]: BookAccount(**row | {"kinds": tuple(row["kinds"])}) for row in rows}


@cache
def code_of() -> dict[str, str]:
    """The code under which each kind of ledger account is kept."""
    return {kind: account.code for account in chart().values() for kind in account.kinds}


def split(code: str, amount: Fen, on: date) -> list[tuple[str, Fen]]:
    """An amount on an account, with the tax in it on the account of the tax."""
    account = chart()[code]
    if not account.tax:
        return [(code, amount)]
    tax = tax_in(amount, norm(account.tax, on=on))
    return [part for part in ((code, amount - tax), (account.tax_code, tax)) if part[1]]
