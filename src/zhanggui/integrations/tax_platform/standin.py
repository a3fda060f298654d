"""The stand-in: it gives numbers as the tax bureau does, and refuses what the bureau would refuse."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

from django.db import connection, transaction
from django.db.models import Sum
from stdnum.cn import uscc

from zhanggui.integrations.tax_platform import confirming
from zhanggui.integrations.tax_platform.confirming import Refused
from zhanggui.integrations.tax_platform.models import StandInInvoice
from zhanggui.integrations.tax_platform.wire import ANSWERS, ASKS, DONE, Sent
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import yuan
from zhanggui.mechanisms.access.signed_calls import (
    SIGNATURE_HEADER,
    TIME_HEADER,
    UnsignedCall,
    refuse_unsigned,
    signed,
)

REGION = "33"
"""Zhejiang: the second pair of digits of every number issued there."""


def answer(asked: Sent, *, at: datetime) -> Sent:
    """The signed answer to a signed question."""
    try:
        refuse_unsigned(
            ASKS,
            asked.body,
            moment=asked.headers.get(TIME_HEADER, ""),
            signature=asked.headers.get(SIGNATURE_HEADER, ""),
            at=at,
        )
        question = json.loads(asked.body)
        told = _told(question["method"], question["content"], at)
    except UnsignedCall:
        told = {"code": "0403", "message": "签名无效"}
    except Refused as refusal:
        code, message = str(refusal).split(" ", 1)
        told = {"code": code, "message": message}
    except (KeyError, TypeError, ValueError):
        told = {"code": "0400", "message": "报文无法识别"}
    body = json.dumps(told, ensure_ascii=False).encode()
    return Sent(body, signed(ANSWERS, body, at=at))


def _told(method: str, content: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    if method == "invoice.issue":
        return _issued(content, at)
    if method == "red.confirm":
        return confirming.confirmation(content, at)
    raise Refused("0404 没有这个接口")


@transaction.atomic
def _issued(content: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [content["serial"]])
    known = StandInInvoice.objects.filter(serial=content["serial"]).first()
    if known is None:
        _refuse_wrong(content)
        known = _made(content, digest, at)
    if known.digest != digest:
        raise Refused("0409 流水号已用于另一张发票")
    return {
        "code": DONE,
        "number": known.number,
        "issued_at": known.issued_at.isoformat(),
        "original": known.original,
    }


def _refuse_wrong(content: Mapping[str, Any]) -> None:
    lines = content["lines"]
    if not lines or any(len(line["class"]) != 19 for line in lines):
        raise Refused("0421 商品和服务税收分类编码有误")
    sums = sum(line["net_fen"] for line in lines), sum(line["tax_fen"] for line in lines)
    if sums != (content["net_fen"], content["tax_fen"]):
        raise Refused("0422 明细合计与发票合计不符")
    if not uscc.is_valid(content["seller"]["code"]):
        raise Refused("0423 销售方纳税人识别号有误")
    if content["buyer"]["kind"] == "firm" and not uscc.is_valid(content["buyer"]["code"]):
        raise Refused("0424 购买方纳税人识别号有误")
    if content["vat_kind"] == "special_vat" and content["buyer"]["kind"] != "firm":
        raise Refused("0426 专用发票不得开给个人")
    if content["vat_kind"] == "special_vat" and any(line["rate_bp"] is None for line in lines):
        raise Refused("0427 免税项目不得开具专用发票")
    if content["colour"] == "blue" and any(_tax_is_wrong(line) for line in lines):
        raise Refused("0425 税额与金额、税率不符")


def _tax_is_wrong(line: Mapping[str, Any]) -> bool:
    """The bureau lets a line's tax differ by at most six fen from net times rate."""
    return abs(line["tax_fen"] * 10_000 - line["net_fen"] * (line["rate_bp"] or 0)) > 60_000


def _made(content: Mapping[str, Any], digest: str, at: datetime) -> StandInInvoice:
    total = content["net_fen"] + content["tax_fen"]
    red_of = None
    if content["colour"] == "red":
        number = content["red_of_number"]
        red_of = StandInInvoice.objects.locked().filter(number=number, red_of=None).first()
        if red_of is None:
            raise Refused("0431 没有对应的蓝字发票")
        taken = red_of.reds.aggregate(fen=Sum("total_fen", default=0))["fen"]
        if red_of.total_fen + taken + total < 0:
            raise Refused("0432 红字金额超过蓝字发票可冲红余额")
        confirming.refuse_unconfirmed(red_of, content, at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('tax_platform_number')")
        (running,) = cursor.fetchone()
    number = f"{at.astimezone(SHANGHAI):%y}{REGION}2{running:015d}"
    return StandInInvoice.objects.create(
        serial=content["serial"],
        number=number,
        digest=digest,
        total_fen=total,
        special=content["vat_kind"] == "special_vat",
        red_of=red_of,
        original=_xml(content, number, at),
        issued_at=at,
    )


def _xml(content: Mapping[str, Any], number: str, at: datetime) -> str:
    """The data message that is the invoice; whatever is printed is only its picture (IV-02)."""
    root = ElementTree.Element("EInvoice")
    head = {
        "EIid": number,
        "IssueTime": at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S"),
        "Colour": content["colour"],
        "GeneralOrSpecialVAT": "专用发票" if content["vat_kind"] == "special_vat" else "普通发票",
        "RedOf": content["red_of_number"],
        "RedConfirmation": content["confirmation"],
        "SellerName": content["seller"]["name"],
        "SellerIdNum": content["seller"]["code"],
        "BuyerName": content["buyer"]["name"],
        "BuyerIdNum": content["buyer"]["code"],
        "BuyerAddrTel": content["buyer"]["contact"],
        "BuyerBankAccount": content["buyer"]["bank"],
        "TotalAmWithoutTax": str(yuan(content["net_fen"])),
        "TotalTaxAm": str(yuan(content["tax_fen"])),
        "TotalTaxIncludedAmount": str(yuan(content["net_fen"] + content["tax_fen"])),
    }
    for name, value in head.items():
        ElementTree.SubElement(root, name).text = value
    for line in content["lines"]:
        row = ElementTree.SubElement(root, "IssuItemInformation")
        rate = "免税" if line["rate_bp"] is None else str(yuan(line["rate_bp"]))
        told = {
            "ItemName": line["name"],
            "TaxClassificationCode": line["class"],
            "Quantity": str(line["quantity"]),
            "Amount": str(yuan(line["net_fen"])),
            "TaxRate": rate,
            "ComTaxAm": str(yuan(line["tax_fen"])),
        }
        for name, value in told.items():
            ElementTree.SubElement(row, name).text = value
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)
