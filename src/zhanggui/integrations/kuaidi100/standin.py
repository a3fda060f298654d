"""The stand-in: it takes subscriptions as the service does, and plays what happens to parcels, signed."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from zhanggui.integrations.carrier_webhook.playing import Scan, way_of
from zhanggui.integrations.kuaidi100 import signing, wire
from zhanggui.integrations.kuaidi100.models import StandInParcel

STATUS = {
    "collected": ("103", "揽收"),
    "in_transit": ("1002", "在途"),
    "arrived": ("1001", "在途"),
    "out_for_delivery": ("5", "派件"),
    "failed": ("206", "疑难"),
    "signed": ("301", "签收"),
    "signed_at_locker": ("304", "签收"),
    "refused": ("14", "拒签"),
    "returned": ("4", "退签"),
}
COMPANIES = frozenset({"shunfeng", "yuantong", "zhongtong", "yunda", "jd", "ems", "suda"})
"""Carriers the stand-in knows; ``suda`` is the example world's own."""


def subscribe(form: Mapping[str, str], *, at: datetime) -> tuple[str, str, StandInParcel | None]:
    """The answer to a subscription, and the parcel if it is a new one."""
    try:
        param = json.loads(form.get("param", ""))
        company, number, more = param["company"], param["number"], param["parameters"]
        callback, salt = more["callbackurl"], more["salt"]
    except (ValueError, KeyError, TypeError):
        return "400", "提交的数据不完整", None
    if param.get("key") != settings.KUAIDI100_KEY:
        return "601", "KEY 无效", None
    if company not in COMPANIES:
        return "700", "不支持的快递公司", None
    parcel, new = StandInParcel.objects.get_or_create(
        company=company,
        number=number,
        defaults={
            "origin": param.get("from", "")[:80],
            "destination": param.get("to", "")[:80],
            "callback": callback,
            "salt": salt,
            "subscribed_at": at,
        },
    )
    return ("200", "提交成功", parcel) if new else ("501", "重复订阅", None)


def queried(form: Mapping[str, str], *, at: datetime) -> dict[str, Any]:
    """The answer to a query."""
    param = form.get("param", "")
    wanted = signing.of_query(param, settings.KUAIDI100_KEY, settings.KUAIDI100_CUSTOMER)
    if not signing.agrees(form.get("sign", ""), wanted):
        return {"result": False, "returnCode": "503", "message": "验证签名失败"}
    asked = json.loads(param)
    parcel = StandInParcel.objects.filter(company=asked.get("com"), number=asked.get("num")).first()
    told = [] if parcel is None else scans_until(parcel, at)
    if parcel is None or not told:
        return {"result": False, "returnCode": "500", "message": "查询无结果，请隔段时间再查"}
    return result(parcel, told)


def scans_until(parcel: StandInParcel, at: datetime) -> Sequence[Scan]:
    """What has happened to it so far."""
    way = way_of(parcel.number, parcel.origin, parcel.destination, starts=parcel.subscribed_at)
    return [scan for scan in way if scan.at <= at]


def result(parcel: StandInParcel, told: Sequence[Scan]) -> dict[str, Any]:
    """A ``lastResult``: all that is known, the latest first, as the service orders it."""
    rows = [
        {
            "context": scan.said,
            "time": wire.written(scan.at),
            "ftime": wire.written(scan.at),
            "status": STATUS[scan.code][1],
            "statusCode": STATUS[scan.code][0],
            "areaName": scan.place,
        }
        for scan in reversed(told)
    ]
    last = STATUS[told[-1].code][0]
    return {
        "message": "ok",
        "nu": parcel.number,
        "com": parcel.company,
        "status": "200",
        "state": last,
        "ischeck": "1" if last.startswith("3") else "0",
        "data": rows,
    }


def push_form(parcel: StandInParcel, told: Sequence[Scan]) -> dict[str, str]:
    """A signed push."""
    last = result(parcel, told)
    ended = told[-1].code in ("signed", "signed_at_locker", "returned")
    param = json.dumps(
        {"status": "shutdown" if ended else "polling", "message": "", "lastResult": last}, ensure_ascii=False
    )
    return {"param": param, "sign": signing.of_push(param, parcel.salt)}
