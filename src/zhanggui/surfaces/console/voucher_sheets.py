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


YONYOU = (
    "制单日期", "凭证类别字", "业务号", "附单据数", "摘要", "科目编码", "金额借方", "金额贷方", "数量",
    "外币", "汇率", "制单人",
)  # fmt: skip
"""The fields of U8's ledger tool (总账工具) in their order, by which it reads them; the rest is left out."""
KINGDEE = (
    "凭证日期", "会计年度", "会计期间", "凭证字", "凭证号", "科目代码", "科目名称", "币别代码", "币别名称",
    "原币金额", "借方", "贷方", "制单", "审核", "核准", "出纳", "经办", "结算方式", "结算号", "凭证摘要",
    "数量", "数量单位", "单价", "参考信息", "业务日期", "往来业务编号", "附件数", "序号", "系统模块",
    "业务描述", "汇率类型", "汇率", "分录序号", "核算项目", "过账", "机制凭证", "现金流量",
)  # fmt: skip
"""The columns of K/3's and KIS's standard sheet of vouchers (标准凭证引入)."""


def _yonyou(voucher: Voucher, line: VoucherLine, maker: str) -> Row:
    return (
        voucher.date.isoformat(), "记", voucher.number, 0, choice_word(voucher.kind),
        line.code.replace(".", ""), yuan(line.debit_fen), yuan(line.credit_fen), 0, 0, 1, maker,
    )  # fmt: skip


def _kingdee(voucher: Voucher, line: VoucherLine, maker: str) -> Row:
    told = {
        "凭证日期": voucher.date.isoformat(),
        "会计年度": voucher.month.year,
        "会计期间": voucher.month.month,
        "凭证字": "记",
        "凭证号": voucher.number,
        "科目代码": line.code,
        "科目名称": chart()[line.code].zh,
        "币别代码": "RMB",
        "币别名称": "人民币",
        "原币金额": yuan(line.debit_fen or line.credit_fen),
        "借方": yuan(line.debit_fen),
        "贷方": yuan(line.credit_fen),
        "制单": maker,
        "凭证摘要": choice_word(voucher.kind),
        "数量": 0,
        "单价": 0,
        "业务日期": voucher.happened_on.isoformat(),
        "附件数": 0,
        "汇率": 1,
        "分录序号": line.position,
        "过账": 0,
    }
    return tuple(told.get(heading, "") for heading in KINGDEE)


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
    "yonyou": Layout("yonyou", YONYOU, _yonyou),
    "kingdee": Layout("kingdee", KINGDEE, _kingdee),
}  # fmt: skip


def rows_of(layout: Layout, month: date, *, maker: str) -> Iterable[Row]:
    """Every line of every voucher of a month, in their order."""
    vouchers = Voucher.objects.filter(month=month).prefetch_related("lines").order_by("number")
    for voucher in vouchers.iterator(chunk_size=200):
        for line in sorted(voucher.lines.all(), key=lambda one: one.position):
            yield layout.row(voucher, line, maker)
