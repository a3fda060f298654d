"""What is counted of a day on which the market was looked at."""

from datetime import datetime
from uuid import UUID

from zhanggui.domain.pricing.market import normal_prices
from zhanggui.domain.pricing.models import MarketResearch
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms.controls.counts import Counted, counted


@counted("price.benchmark", "Our normal prices against those of the market")
def benchmark(since: datetime, until: datetime) -> Counted:
    """Each offer that was seen for an article of ours, beside our normal price at the end of that day."""
    day = since.astimezone(SHANGHAI).date()
    seen = [
        (UUID(offer["sku"]), offer["price_fen"])
        for offers in MarketResearch.objects.filter(researched_on=day).values_list("offers", flat=True)
        for offer in offers
        if offer.get("sku")
    ]
    ours = {
        sku: span.amount_fen
        for sku, spans in normal_prices({sku for sku, _ in seen}).items()
        for span in spans
        if span.since < until and (span.until is None or until <= span.until)
    }
    known = [(ours[sku], theirs) for sku, theirs in seen if sku in ours]
    return sum(own for own, _ in known), sum(theirs for _, theirs in known)
