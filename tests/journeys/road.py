"""A road for tests: paid orders whose parcels are with a carrier that answers for what it loses."""

from datetime import timedelta

from tests.domain.delivery.dispatch import Dispatch
from zhanggui.domain.delivery.models import Shipment, Trouble
from zhanggui.domain.delivery.notices import CarrierNotice
from zhanggui.domain.delivery.operations.agree_line import LineTerms, agree_line
from zhanggui.domain.delivery.operations.instruct_carrier import Wanted, instruct_carrier
from zhanggui.domain.delivery.states import Errand, Tracker
from zhanggui.domain.payments.operations.open_payment import PaymentWish, open_payment
from zhanggui.domain.sales.operations import note_shipped
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.compensate_parcel import refund_parcel, send_parcel_again
from zhanggui.journeys.receive_carrier_event import receive_carrier_event
from zhanggui.journeys.receive_payment import receive_payment
from zhanggui.mechanisms.ledger.verifying import verify

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LIABLE = 3_000


class Road(Dispatch):
    """A dispatch hall whose orders are paid, and whose carrier answers for what it loses."""

    def __post_init__(self) -> None:
        super().__post_init__()
        terms = LineTerms(tracker=Tracker.PORTAL, code="sf", liability_fen=LIABLE, declared_most_fen=0)
        agree_line(carrier_id=self.carrier.id, terms=terms, by=self.manager, at=self.at)

    def sent(self, pieces: int = 2, number: str = "SF10000001", *, paid: bool = True) -> Shipment:
        order = self.order(pieces, method="gateway" if paid else "cash_on_delivery")
        if paid:
            payment = open_payment(order_id=order.id, wish=PaymentWish(), by=self.customer, at=self.at)
            receive_payment(payment_id=payment.id, gateway_trade=payment.number, by=SYSTEM, at=self.at)
        self.stock(self.near, pieces)
        (part,) = self.allocate(order)
        shipment = self.handed_over(self.packed(part), number)
        note_shipped(order_id=order.id, by=SYSTEM, at=self.at)
        return shipment

    def hears(self, code: str, hours: float, number: str = "SF10000001", **more: str) -> None:
        at = self.at + hours * HOUR
        notice = CarrierNotice(
            tracking_number=number, key=f"{code}@{hours}", code=code, occurred_at=at, **more
        )
        receive_carrier_event(carrier_id=self.carrier.id, notice=notice, by=self.courier, at=at)

    @property
    def trouble(self) -> Trouble:
        return Trouble.objects.order_by("opened_at").latest("opened_at")

    def refund(self, hours: float = 30) -> Trouble:
        at = self.at + hours * HOUR
        return refund_parcel(trouble_id=self.trouble.id, finding="丢件", by=self.manager, at=at)

    def again(self, hours: float = 30) -> Trouble:
        at = self.at + hours * HOUR
        return send_parcel_again(trouble_id=self.trouble.id, finding="补发", by=self.manager, at=at)

    def bring_back(self, hours: float = 25) -> None:
        wanted = Wanted(errand=Errand.RETURN, reason="拒收")
        shipment = Shipment.objects.get()
        instruct_carrier(shipment_id=shipment.id, wanted=wanted, by=self.manager, at=self.at + hours * HOUR)

    def balanced(self) -> bool:
        return list(verify(self.at + 30 * DAY)) == []
