"""Money is an integer number of fen. Nothing here ever rounds silently."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from zhanggui.kernel.refusal import Refusal

Fen = int

FEN_MAX = 10_000_000_000_00
"""Ten billion yuan: no single amount in this house is larger."""


class NotAnAmount(Refusal):
    """{text} is not an amount of money. Write yuan with at most two decimals, such as 129.90."""

    code = "not-an-amount"
    status = 400


def fen(yuan: str | int | Decimal) -> Fen:
    """Fen from yuan as people write it. Raises ``NotAnAmount`` for anything else, fractions of a fen too."""
    try:
        amount = Decimal(str(yuan).strip().replace(",", "").removeprefix("¥").removeprefix("￥"))
    except InvalidOperation as problem:
        raise NotAnAmount(text=str(yuan)[:40]) from problem
    if not amount.is_finite() or abs(amount) * 100 > FEN_MAX or (amount * 100) % 1:
        raise NotAnAmount(text=str(yuan)[:40])
    return int(amount * 100)


def yuan(amount: Fen) -> Decimal:
    """Yuan with two decimals, exactly."""
    return (Decimal(amount) / 100).quantize(Decimal("0.01"))


def share(total: Fen, weights: Sequence[int]) -> list[Fen]:
    """Split ``total`` by ``weights``, no fen lost: largest remainders get the odd ones, earlier first.

    >>> share(100, [1, 1, 1])
    [34, 33, 33]
    """
    whole = sum(weights)
    if whole == 0:
        return [0 for _ in weights]
    parts = [total * weight // whole for weight in weights]
    remainders = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in remainders[: total - sum(parts)]:
        parts[i] += 1
    return parts


BP = 10_000
"""Hundredths of a percent in a whole."""


def tax_in(gross_fen: Fen, rate_bp: int) -> Fen:
    """The tax in an amount that includes it, to the nearest fen.

    >>> tax_in(10_600, 600), tax_in(1, 600)
    (600, 0)
    """
    whole = BP + rate_bp
    return (gross_fen * rate_bp + whole // 2) // whole
