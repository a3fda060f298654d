"""The layouts in which others list our money: bills of Alipay and WeChat Pay, as they are downloaded.

Columns are found by their headings, not by their place, so that a column more does no harm.
"""

import csv
import gzip
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime

from zhanggui.domain.payments.refusals import NotSuchAList
from zhanggui.domain.payments.rules import BillRow
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import Fen, NotAnAmount, fen

MOST_BYTES = 500_000_000


def alipay_bill(content: bytes) -> list[BillRow]:
    """The detail of Alipay's 业务明细: a zip of GBK files, or the detail file itself."""
    text = _unzipped(content).decode("gb18030", errors="replace")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return [_alipay_row(row) for row in _table(lines, "支付宝交易号", "商户订单号", "完成时间")]


def _alipay_row(row: dict[str, str]) -> BillRow:
    amount = amount_of(row["订单金额（元）"])
    is_refund = row.get("业务类型", "") == "退款"
    amount = -abs(amount) if is_refund else amount
    fee = abs(amount_of(row.get("服务费（元）", "") or "0"))
    return BillRow(
        number=row["商户订单号"],
        refund_number=row.get("退款批次号/请求号", "") if is_refund else "",
        gateway_trade=row["支付宝交易号"],
        amount_fen=amount,
        at=moment_of(row["完成时间"]),
        fee_fen=fee if amount >= 0 else -fee,
    )


def wechat_bill(content: bytes) -> list[BillRow]:
    """WeChat Pay's 交易账单 of kind ALL, packed by gzip or not; every field begins with a back quote."""
    raw = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
    lines = _until_summary(raw.decode("utf-8-sig").splitlines())
    return [_wechat_row(row) for row in _table(lines, "微信订单号", "商户订单号", "交易时间", quote="`")]


def _until_summary(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if line.startswith("总交易单数"):
            return
        if line.strip():
            yield line


def _wechat_row(row: dict[str, str]) -> BillRow:
    is_refund = row.get("交易状态", "") in {"REFUND", "REVOKED"} and bool(row.get("商户退款单号"))
    amount = -amount_of(row["申请退款金额"]) if is_refund else amount_of(row["订单金额"])
    return BillRow(
        number=row["商户订单号"],
        refund_number=row["商户退款单号"] if is_refund else "",
        gateway_trade=row["微信退款单号"] if is_refund else row["微信订单号"],
        amount_fen=amount,
        at=moment_of(row["交易时间"]),
        fee_fen=amount_of(row.get("手续费", "") or "0"),
    )


def _table(lines: Iterable[str], *known: str, quote: str = "") -> Iterator[dict[str, str]]:
    """Rows under their headings. Raises ``NotSuchAList`` where a heading that must be there is missing."""
    rows = csv.reader(lines)
    headings = [_plain(cell, quote) for cell in next(rows, [])]
    if missing := [name for name in known if name not in headings]:
        raise NotSuchAList(missing=", ".join(missing))
    for row in rows:
        yield dict(zip(headings, (_plain(cell, quote) for cell in row), strict=False))


def _plain(cell: str, quote: str) -> str:
    return cell.strip().removeprefix("\ufeff").removeprefix(quote).strip()


def _unzipped(content: bytes) -> bytes:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        detail = [one for one in pack.infolist() if not _is_summary(one.filename) and not one.is_dir()]
        if len(detail) != 1 or detail[0].file_size > MOST_BYTES:
            raise NotSuchAList(missing="业务明细.csv")
        return pack.read(detail[0])


def _is_summary(name: str) -> bool:
    """Alipay names its files in GBK, which a zip without the UTF-8 mark holds as code page 437."""
    with suppress(UnicodeEncodeError, UnicodeDecodeError):
        name += name.encode("cp437").decode("gbk")
    return "汇总" in name


def amount_of(text: str) -> Fen:
    """Fen from yuan as a list writes it; nothing written is nothing. Raises ``NotSuchAList``."""
    try:
        return fen(text or "0")
    except NotAnAmount as problem:
        raise NotSuchAList(missing=text[:40]) from problem


def moment_of(text: str) -> datetime:
    """A moment as a list writes it, by the clock of Shanghai. Raises ``NotSuchAList``."""
    with suppress(ValueError):
        return datetime.fromisoformat(text.strip()).replace(tzinfo=SHANGHAI)
    for layout in MOMENTS:
        try:
            return datetime.strptime(text.strip(), layout).replace(tzinfo=SHANGHAI)
        except ValueError:
            continue
    raise NotSuchAList(missing=text[:40])


MOMENTS: Sequence[str] = (
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y%m%d %H:%M:%S",
    "%Y%m%d%H%M%S",
    "%Y/%m/%d",
)
"""Besides what ISO 8601 allows."""
