"""On the road: how carriers tell us, what went wrong today, and how it was put right."""

from collections.abc import Callable, Iterator
from datetime import datetime

from zhanggui.demo.cast import firm, staff
from zhanggui.demo.firms import firm_of
from zhanggui.demo.story import on_day
from zhanggui.demo.trade import actor_of_customer
from zhanggui.demo.world import told
from zhanggui.domain.delivery.models import CarrierClaim, Shipment, Trouble
from zhanggui.domain.delivery.notices import CarrierNotice
from zhanggui.domain.delivery.operations.accept_claim import accept_claim
from zhanggui.domain.delivery.operations.agree_line import LineTerms, agree_line
from zhanggui.domain.delivery.operations.consent_to_leave import consent_to_leave
from zhanggui.domain.delivery.operations.count_lanes import count_lanes
from zhanggui.domain.delivery.operations.dispute_claim import dispute_claim
from zhanggui.domain.delivery.operations.instruct_carrier import Wanted, instruct_carrier
from zhanggui.domain.delivery.operations.note_following import Asked, note_following
from zhanggui.domain.delivery.operations.open_label_range import Numbers, open_label_range
from zhanggui.domain.delivery.operations.open_pickup_point import Point, open_pickup_point
from zhanggui.domain.delivery.operations.take_instruction import take_instruction
from zhanggui.domain.delivery.states import FINAL, Errand, FollowState, LeaveAt, Tracker
from zhanggui.domain.partners.models import Carrier
from zhanggui.domain.sales.operations import AddressWish
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.journeys.compensate_parcel import refund_parcel, send_parcel_again
from zhanggui.journeys.receive_carrier_event import receive_carrier_event
from zhanggui.journeys.redirect_parcel import redirect_parcel
from zhanggui.kernel import clock

LINES = {"suda": (Tracker.KUAIDI100, "SD"), "anxin": (Tracker.WEBHOOK, "AX")}
POINTS = (
    ("ZH-01", "拱北口岸自提点", "广东省", "珠海市", "香洲区", "昌盛路 88 号", ("澳门特别行政区",)),
    ("SZ-01", "福田口岸自提点", "广东省", "深圳市", "福田区", "裕亨路 21 号", ("香港特别行政区",)),
    ("XM-01", "五通码头自提点", "福建省", "厦门市", "湖里区", "环岛东路 2500 号", ("台湾省",)),
)


def carriers_tell() -> None:
    """Lines to the carriers, their label numbers, pick-up points, and what lanes have shown so far."""
    manager, at = staff("logistics"), on_day(2, 10)
    for row in told("firms")["carrier"]:
        carrier = Carrier.objects.get(organisation_id=firm_of(firm(row["code"])))
        tracker, prefix = LINES[row["code"]]
        terms = LineTerms(
            tracker=tracker, code=row["code"], liability_fen=30_000, declared_most_fen=2_000_000
        )
        agree_line(carrier_id=carrier.pk, terms=terms, by=manager, at=at)
        numbers = Numbers(prefix=prefix, first=7_000_000_001, last=7_000_050_000)
        open_label_range(carrier_id=carrier.pk, numbers=numbers, by=manager, at=at)
    for code, name, province, city, district, street, serves in POINTS:
        point = Point(
            code=code, name=name, province=province, city=city, district=district, street=street,
            hours="每天 9:00–21:00", serves=serves,
        )  # fmt: skip
        open_pickup_point(point=point, by=manager, at=at)
    count_lanes(by=SYSTEM, at=clock.now())
    for parcel in _on_the_road():
        assert parcel.carrier is not None
        assert parcel.shipped_at is not None
        asked = Asked(tracker=Tracker(parcel.carrier.line.tracker), state=FollowState.FOLLOWED, answer="200")
        note_following(shipment_id=parcel.pk, asked=asked, by=SYSTEM, at=parcel.shipped_at)


def some_parcels_get_into_trouble() -> None:
    """One is left in a locker as agreed, one lost, one refused, one damaged, one has a wrong address."""
    happenings: tuple[Callable[[Shipment, datetime], object], ...] = (
        _left_in_a_locker,
        _lost,
        _refused,
        _damaged,
        _to_a_wrong_door,
    )
    parcels = [parcel for parcel in _on_the_road() if parcel.order.method == "gateway"]
    for parcel, happens in zip(parcels, happenings, strict=False):
        happens(parcel, clock.now())


def _on_the_road() -> list[Shipment]:
    found = Shipment.objects.filter(carrier__line__isnull=False).exclude(state__in=FINAL)
    return list(found.select_related("carrier__line", "order").order_by("number"))


def _tell(parcel: Shipment, code: str, at: datetime, note: str) -> None:
    assert parcel.carrier_id is not None
    notice = CarrierNotice(
        tracking_number=parcel.tracking_number,
        key=f"{parcel.tracking_number}-{code}",
        code=code,
        occurred_at=at,
        note=note,
    )
    receive_carrier_event(carrier_id=parcel.carrier_id, notice=notice, by=_courier(parcel), at=at)


def _courier(parcel: Shipment) -> Actor:
    return next(
        by
        for by in _couriers()
        if parcel.carrier is not None and by.organisation_id == parcel.carrier.organisation_id
    )


def _couriers() -> Iterator[Actor]:
    return (firm(row["code"]) for row in told("firms")["carrier"])


def _trouble(parcel: Shipment) -> Trouble:
    return parcel.troubles.get(settled_at=None)


def _left_in_a_locker(parcel: Shipment, at: datetime) -> None:
    customer = actor_of_customer(parcel.order)
    consent_to_leave(order_id=parcel.order_id, places=[LeaveAt.LOCKER], by=customer, at=at)
    _tell(parcel, "signed_at_locker", at, "已放入丰巢柜 3 号口")


def _lost(parcel: Shipment, at: datetime) -> None:
    """The customer has the money back the same day; the carrier accepts what it owes."""
    _tell(parcel, "lost", at, "中转途中遗失，网点已确认")
    found = "承运商确认遗失，已致电顾客，全额退款"
    refund_parcel(trouble_id=_trouble(parcel).pk, finding=found, by=staff("logistics"), at=at)
    accept_claim(claim_id=CarrierClaim.objects.get(shipment=parcel).pk, by=_courier(parcel), at=at)


def _refused(parcel: Shipment, at: datetime) -> None:
    """The box had been dented: it comes back, and another one is sent."""
    _tell(parcel, "refused", at, "收件人因外箱凹陷拒收")
    wanted = Wanted(errand=Errand.RETURN, reason="外箱凹陷，顾客要求换新")
    given = instruct_carrier(shipment_id=parcel.pk, wanted=wanted, by=staff("logistics"), at=at)
    take_instruction(instruction_id=given.pk, by=_courier(parcel), at=at)
    found = "顾客仍要此商品，退回的同时补发新件"
    send_parcel_again(trouble_id=_trouble(parcel).pk, finding=found, by=staff("logistics"), at=at)


def _damaged(parcel: Shipment, at: datetime) -> None:
    """The carrier does not agree that it was its fault: a case decides."""
    _tell(parcel, "damaged", at, "分拣时发现外箱破损渗漏")
    claim = CarrierClaim.objects.get(shipment=parcel)
    answer = "内装为液体而无缓冲，属包装不当"
    dispute_claim(claim_id=claim.pk, answer=answer, by=_courier(parcel), at=at)


def _to_a_wrong_door(parcel: Shipment, at: datetime) -> None:
    _tell(parcel, "wrong_address", at, "查无此门牌")
    kept = parcel.order.address
    right = AddressWish(
        recipient=kept.recipient,
        mobile=kept.mobile,
        province=kept.province,
        city=kept.city,
        district=kept.district,
        street=f"{kept.street}（东门）",
    )
    redirect_parcel(
        shipment_id=parcel.pk, address=right, reason="顾客来电更正门牌", by=staff("logistics"), at=at
    )
