"""Alipay's side of the RSA2 protocol: the same books and words, and a bill in Alipay's own layout."""

import csv
import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime

from django.conf import settings
from django.core import signing as tokens

from zhanggui.integrations.gateway import till, wire
from zhanggui.integrations.gateway.standin import Answer, Rsa2StandIn, done, failed
from zhanggui.integrations.gateway.till import Movement

SALT = "alipay.bill"
HEADINGS = (
    "支付宝交易号", "商户订单号", "业务类型", "商品名称", "创建时间", "完成时间", "门店编号", "门店名称",
    "操作员", "终端号", "对方账户", "订单金额（元）", "商家实收（元）", "支付宝红包（元）", "集分宝（元）",
    "支付宝优惠（元）", "商家优惠（元）", "券核销金额（元）", "券名称", "商家红包消费金额（元）",
    "卡消费金额（元）", "退款批次号/请求号", "服务费（元）", "分润（元）", "备注",
)  # fmt: skip


class AlipayStandIn(Rsa2StandIn):
    """Alipay, as far as a shop sees it."""

    def __init__(self) -> None:
        super().__init__("alipay")
        del self.methods["alipay.data.dataservice.bill.query"]
        self.methods["alipay.data.dataservice.bill.downloadurl.query"] = self._bill_address

    def _bill_address(self, content: Mapping[str, str], asked: Mapping[str, str], at: datetime) -> Answer:
        day = date.fromisoformat(content["bill_date"])
        if not any(True for _ in till.movements(self.name, day)):
            return failed("isp.bill_not_exist", "no bill of this day")
        token = tokens.dumps(day.isoformat(), salt=SALT)
        return done(bill_download_url=f"{_root()}/alipay/bills/{token}/")


def _root() -> str:
    return str(settings.ALIPAY_URL).rsplit("/alipay/", 1)[0]


def bill_file(day: date) -> bytes:
    """The zip of a day: the detail and its summary, both GBK, as Alipay packs them."""
    moved = list(till.movements("alipay", day))
    stem = f"20889000000000010156_{day:%Y%m%d}"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr(f"{stem}_业务明细.csv", _detail(day, moved).encode("gbk"))
        pack.writestr(f"{stem}_业务明细(汇总).csv", _summary(day, moved).encode("gbk"))
    return packed.getvalue()


def _head(title: str, day: date) -> str:
    return (
        f"#支付宝{title}查询\n#账号：[20889000000000010156]\n"
        f"#起始日期：[{day:%Y年%m月%d日} 00:00:00]   终止日期：[{day:%Y年%m月%d日} 23:59:59]\n"
    )


def _detail(day: date, moved: list[Movement]) -> str:
    text = io.StringIO()
    text.write(_head("业务明细", day))
    text.write(
        "#-----------------------------------------业务明细列表----------------------------------------\n"
    )
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(HEADINGS)
    for one in moved:
        amount = wire.amount(one.amount_fen)
        told = dict.fromkeys(HEADINGS, "")
        told |= {
            "支付宝交易号": f"{one.trade.trade_no}\t",
            "商户订单号": f"{one.trade.out_trade_no}\t",
            "业务类型": "退款" if one.refund else "交易",
            "商品名称": one.trade.subject,
            "创建时间": wire.written(one.trade.opened_at),
            "完成时间": wire.written(one.at),
            "对方账户": "*人(133****0000)",
            "订单金额（元）": amount,
            "商家实收（元）": amount,
            "退款批次号/请求号": f"{one.refund.out_request_no}\t" if one.refund else "",
            "服务费（元）": wire.amount(-one.fee_fen),
        }
        rows.writerow(told.values())
    text.write(
        "#-----------------------------------------业务明细列表结束------------------------------------\n"
    )
    text.write(_ending(moved))
    return text.getvalue()


def _ending(moved: list[Movement]) -> str:
    paid = [one for one in moved if one.refund is None]
    back = [one for one in moved if one.refund is not None]
    taken, returned = sum(one.amount_fen for one in paid), sum(one.amount_fen for one in back)
    return (
        f"#交易合计：{len(paid)}笔，商家实收共{wire.amount(taken)}元，商家优惠共0.00元\n"
        f"#退款合计：{len(back)}笔，商家实收退款共{wire.amount(returned)}元，商家优惠退款共0.00元\n"
    )


def _summary(day: date, moved: list[Movement]) -> str:
    return _head("业务汇总", day) + _ending(moved)


ALIPAY = AlipayStandIn()
