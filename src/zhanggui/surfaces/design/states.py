"""How a state is shown: its word and its tone. One table, so that "paid" looks the same everywhere."""

from dataclasses import dataclass

from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Shown:
    """The word for a state and the tone of its badge."""

    word: object
    tone: str


def _of(word: str, tone: str) -> Shown:
    return Shown(pgettext_lazy("state", word), tone)


STATES: dict[str, Shown] = {
    # Cases, complaints and returns
    "in_progress": _of("In progress", "info"),
    "ordinary": _of("Ordinary", "neutral"),
    "major": _of("Major", "bad"),
    "no_reason": _of("Without reason", "neutral"),
    "quality": _of("Defective", "waiting"),
    "waiting": _of("Waiting", "neutral"),
    "web": _of("Web", "neutral"),
    "phone": _of("Telephone", "neutral"),
    "mail": _of("Mail", "neutral"),
    "rating": _of("Rating", "neutral"),
    "online": _of("Online", "neutral"),
    # Approval and life of partners and goods
    "draft": _of("Draft", "neutral"),
    "applied": _of("Applied", "waiting"),
    "submitted": _of("Submitted", "waiting"),
    "in_review": _of("In review", "waiting"),
    "pending": _of("Pending", "waiting"),
    "open": _of("Open", "waiting"),
    "approved": _of("Approved", "good"),
    "active": _of("Active", "good"),
    "rejected": _of("Rejected", "bad"),
    "withdrawn": _of("Withdrawn", "neutral"),
    "suspended": _of("Suspended", "bad"),
    "checking": _of("Being checked", "waiting"),
    "left": _of("Exited", "neutral"),
    "expiring": _of("Runs out soon", "waiting"),
    "approve": _of("Approved", "good"),
    "reject": _of("Rejected", "bad"),
    "exited": _of("Exited", "neutral"),
    "expired": _of("Expired", "bad"),
    "published": _of("On sale", "good"),
    "on_sale": _of("On sale", "good"),
    "off_sale": _of("Off sale", "neutral"),
    # Promotions and coupons
    "bundle": _of("Bundle", "info"),
    "nth_piece": _of("Nth piece", "info"),
    "full_reduction": _of("Full reduction", "info"),
    "gift": _of("Gift", "info"),
    "coupon": _of("Coupon", "info"),
    "in_force": _of("Made public", "good"),
    "claimed": _of("Claimed by members", "neutral"),
    "by_code": _of("By its code", "neutral"),
    "by_agent": _of("Handed out by agents", "neutral"),
    "usable": _of("Usable", "good"),
    "reserved": _of("In an unpaid order", "waiting"),
    "used": _of("Used", "neutral"),
    "voided": _of("Taken back by the house", "bad"),
    "given_back": _of("Given back", "neutral"),
    # Advertisements and campaigns
    "public": _of("Public", "good"),
    "taken_down": _of("Taken down", "bad"),
    "adopted": _of("Followed", "good"),
    "running": _of("Running", "good"),
    "paused": _of("Paused", "waiting"),
    "stopped": _of("Stopped", "bad"),
    # Members
    "copy": _of("Copy of data", "neutral"),
    "closure": _of("Account closure", "waiting"),
    "stock": _of("Back in stock", "info"),
    "price": _of("Costs less", "info"),
    # Orders
    "awaiting_payment": _of("Awaiting payment", "waiting"),
    "unpaid": _of("Awaiting payment", "waiting"),
    "placed": _of("Awaiting payment", "waiting"),
    "part_paid": _of("Partly paid", "waiting"),
    "part_refunded": _of("Partly refunded", "info"),
    "confirmed": _of("Confirmed", "info"),
    "paid": _of("Paid", "good"),
    "cash_on_delivery": _of("Cash on delivery", "info"),
    "allocated": _of("Being prepared", "info"),
    "picking": _of("Being picked", "info"),
    "picked": _of("Picked", "info"),
    "packed": _of("Packed", "info"),
    "shipped": _of("On its way", "info"),
    "collected": _of("Collected by the carrier", "info"),
    "signed": _of("Signed for", "good"),
    "returned": _of("Brought back", "neutral"),
    "lost": _of("Lost", "bad"),
    "in_transit": _of("On its way", "info"),
    "out_for_delivery": _of("Out for delivery", "info"),
    "delivered": _of("Delivered", "good"),
    "released": _of("Released", "neutral"),
    "completed": _of("Completed", "good"),
    "cancelled": _of("Cancelled", "neutral"),
    "closed": _of("Closed", "neutral"),
    # Money
    "initiated": _of("Awaiting payment", "waiting"),
    "succeeded": _of("Succeeded", "good"),
    "failed": _of("Failed", "bad"),
    "refunding": _of("Refund under way", "waiting"),
    "refunded": _of("Refunded", "good"),
    "partly_refunded": _of("Partly refunded", "info"),
    "held": _of("Held back", "bad"),
    "drawn": _of("Drawn up", "neutral"),
    "issued": _of("Issued", "info"),
    "disputed": _of("Disputed", "bad"),
    "invoiced": _of("Invoice issued", "good"),
    "blue": _of("Blue invoice", "info"),
    "red": _of("Red-letter invoice", "bad"),
    "issued_wrongly": _of("Issued wrongly", "neutral"),
    "in_payout": _of("Being paid", "waiting"),
    "carried": _of("Carried over", "neutral"),
    "dropped": _of("Not approved", "neutral"),
    "settled": _of("Settled", "good"),
    # Returns
    "requested": _of("Requested", "waiting"),
    "refused": _of("Refused", "bad"),
    "sent": _of("On the way back", "info"),
    "goods_back": _of("Goods back", "info"),
    "returning": _of("On the way back", "info"),
    "received": _of("Received", "info"),
    "inspected": _of("Checked", "info"),
    "finished": _of("Finished", "good"),
    # Cases
    "opened": _of("Opened", "waiting"),
    "assigned": _of("Assigned", "info"),
    "responded": _of("Responded", "info"),
    "answered": _of("Answered", "info"),
    "resolved": _of("Resolved", "good"),
    "reopened": _of("Reopened", "bad"),
    "escalated": _of("Escalated", "bad"),
    "breached": _of("Overdue", "bad"),
    # On air and stock
    "planned": _of("Planned", "neutral"),
    "scheduled": _of("Scheduled", "info"),
    "ready": _of("Ready to air", "info"),
    "superseded": _of("Superseded", "neutral"),
    "proposed": _of("Proposed", "waiting"),
    "live": _of("On air", "live"),
    "on_air": _of("On air", "live"),
    "ended": _of("Ended", "neutral"),
    "in_stock": _of("In stock", "good"),
    "few_left": _of("Few left", "waiting"),
    "sold_out": _of("Sold out", "neutral"),
    # Goods documents
    "announced": _of("Announced", "waiting"),
    "prepared": _of("Prepared", "waiting"),
    "arrived": _of("Arrived", "good"),
    "transfer": _of("Transfer", "neutral"),
    "supplier_return": _of("Return to supplier", "neutral"),
    "scrap": _of("Scrap", "neutral"),
    "move": _of("Move", "neutral"),
    "passed": _of("Passed", "good"),
    # Controls
    "kept": _of("Kept", "good"),
    "at_risk": _of("At risk", "waiting"),
    "broken": _of("Broken", "bad"),
    "no_data": _of("No data", "neutral"),
    "uncovered": _of("Not covered", "neutral"),
}


def shown(state: str) -> Shown:
    """How ``state`` is shown; a code without a tone of its own is shown by its word, quietly."""
    return STATES.get(state) or Shown(pgettext_lazy("choice", state) if state else "", "neutral")
