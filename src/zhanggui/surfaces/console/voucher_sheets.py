"""Vouchers of a month as the accounting packages of the country take them in, one row for each line.

Headings are those the packages look for, in their own language whatever the reader's is. Account codes go out
with the separator of the house's chart for Kingdee, and without one for Yonyou (4-2 digits).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhanggui.domain.finance.chart import chart
from zhanggui.domain.finance.models import Voucher, VoucherLine
from zhanggui.kernel.money import yuan
from zhanggui.surfaces.console.words import choice_word

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A package's columns, and how a line of a voucher stands under them."""

    name: str
    headings: Sequence[str]
    row: Callable[[Voucher, VoucherLine, str], Row]


def _yonyou(voucher: Voucher, line: VoucherLine, maker: str) -> Row:
    return (
        voucher.date.isoformat(), "记", voucher.number, 0, choice_word(voucher.kind),
        line.code.replace(".", ""), chart()[line.code].zh, yuan(line.debit_fen), yuan(line.credit_fen),
        "人民币", 1, maker,
    )  # fmt: skip


def _kingdee(voucher: Voucher, line: VoucherLine, maker: str) -> Row:
    amount = yuan(line.debit_fen or line.credit_fen)
    return (
        voucher.date.isoformat(), voucher.month.year, voucher.month.month, "记", voucher.number,
        line.position, choice_word(voucher.kind), line.code, chart()[line.code].zh, "RMB", "人民币", 1,
        amount, yuan(line.debit_fen), yuan(line.credit_fen), maker, 0,
    )  # fmt: skip


def _plain(voucher: Voucher, line: VoucherLine, maker: str) -> Row:
    return (
        voucher.date.isoformat(), "记", voucher.number, choice_word(voucher.kind), line.code,
        chart()[line.code].zh, yuan(line.debit_fen) or None, yuan(line.credit_fen) or None,
        voucher.transfers,
    )  # fmt: skip


LAYOUTS = {
    "plain": Layout(
        "vouchers",
        ("日期", "凭证字", "凭证号", "摘要", "科目编码", "科目名称", "借方金额", "贷方金额", "笔数"),
        _plain,
    ),
    "yonyou": Layout(
        "yonyou",
        (
            "制单日期", "凭证类别字", "凭证号", "附单据数", "摘要", "科目编码", "科目名称", "借方金额",
            "贷方金额", "币种", "汇率", "制单人",
        ),
        _yonyou,
    ),
    "kingdee": Layout(
        "kingdee",
        (
            "凭证日期", "会计年度", "会计期间", "凭证字", "凭证号", "分录序号", "摘要", "科目代码",
            "科目名称", "币别代码", "币别名称", "汇率", "原币金额", "借方", "贷方", "制单", "附件数",
        ),
        _kingdee,
    ),
}  # fmt: skip


def rows_of(layout: Layout, month: date, *, maker: str) -> Iterable[Row]:
    """Every line of every voucher of a month, in their order."""
    vouchers = Voucher.objects.filter(month=month).prefetch_related("lines").order_by("number")
    for voucher in vouchers.iterator(chunk_size=200):
        for line in sorted(voucher.lines.all(), key=lambda one: one.position):
            yield layout.row(voucher, line, maker)
