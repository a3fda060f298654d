"""Journeys that run by themselves: by the clock, or after a fact."""

from datetime import date, timedelta
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from zhanggui.domain.appraisal.facts import ViolationRuled
from zhanggui.domain.catalog.counting import count_facets
from zhanggui.domain.catalog.operations.refresh_terms import refresh_terms
from zhanggui.domain.catalog.ranking import rank_goods
from zhanggui.domain.inventory.facts import SpotCheckJudged
from zhanggui.domain.payments import gateway
from zhanggui.domain.payments.facts import CorrectionAgreed, PaymentClosed, PaymentOpened, RefundRequested
from zhanggui.domain.payments.gateway import GatewayUnreachable
from zhanggui.domain.payments.states import Remedy
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys import (
    allocate_orders,
    arrange_shelf,
    assess_suppliers,
    evaluate_carriers,
    expire_unpaid_orders,
    finish_orders,
    follow_parcels,
    help_affected,
    invoice_commissions,
    refund_shortage,
    report_findings,
    serve_waiting,
    take_in_lists,
    talk_to_gateway,
    tell_watchers,
    watch_parcels,
    watch_prices,
)
from zhanggui.journeys.goods_touched import MOVING, goods_touched
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.approvals.facts import StepDecided

AGAIN = RetryStrategy(max_attempts=12, exponential_wait=3, retry_exceptions=[GatewayUnreachable])


@app.periodic(cron="* * * * *")
@app.task(name="journeys.expire_unpaid_orders")
def expire_orders(timestamp: int) -> None:
    expire_unpaid_orders.expire_unpaid_orders(by=SYSTEM, at=clock.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="journeys.tell_watchers", queueing_lock="journeys.tell_watchers")
def tell_who_watches(timestamp: int) -> None:
    tell_watchers.tell_watchers(by=SYSTEM, at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="journeys.serve_waiting", queueing_lock="journeys.serve_waiting")
def serve_whoever_waits(timestamp: int) -> None:
    serve_waiting.serve_waiting(by=SYSTEM, at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="journeys.allocate_orders", queueing_lock="journeys.allocate_orders")
def allocate_what_waits(timestamp: int) -> None:
    """Who was promised pieces that were not there comes first, then the orders that wait."""
    refund_shortage.look_after_shortages(by=SYSTEM, at=clock.now())
    allocate_orders.allocate_orders(by=SYSTEM, at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="journeys.follow_parcels", queueing_lock="journeys.follow_parcels")
def follow_what_left(timestamp: int) -> None:
    follow_parcels.follow_parcels(at=clock.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="journeys.pass_on_instructions", queueing_lock="journeys.pass_on_instructions")
def pass_on_instructions(timestamp: int) -> None:
    watch_parcels.pass_on_instructions(at=clock.now())


@app.periodic(cron="23 * * * *")
@app.task(name="journeys.find_silent_parcels", queueing_lock="journeys.find_silent_parcels")
def find_silent_parcels(timestamp: int) -> None:
    watch_parcels.find_silent(at=clock.now())


@app.periodic(cron="7 * * * *")
@app.task(name="journeys.complete_orders")
def complete_orders(timestamp: int) -> None:
    finish_orders.complete_orders(by=SYSTEM, at=clock.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="journeys.ask_about_payments", queueing_lock="journeys.ask_about_payments")
def ask_about_payments(timestamp: int) -> None:
    talk_to_gateway.ask_about_payments(at=clock.now())
    talk_to_gateway.ask_about_refunds(at=clock.now())


@app.periodic(cron="30 2 * * *")
@app.task(name="journeys.compare_bills")
def compare_bills(timestamp: int) -> None:
    """Every morning at 10:30 in Shanghai, when the gateways have made up their bills of yesterday."""
    yesterday = (clock.now().astimezone(SHANGHAI) - timedelta(days=1)).date()
    for method in gateway.methods():
        compare_bill.defer(method=method, day=yesterday.isoformat())


@app.task(name="journeys.compare_bill", retry=AGAIN)
def compare_bill(method: str, day: str) -> None:
    talk_to_gateway.fetch_bill(method=method, day=date.fromisoformat(day), at=clock.now())


@app.task(name="journeys.take_what_was_agreed")
def take_what_was_agreed(fact_id: str) -> None:
    """Two people agreed that a payment has arrived: it is taken in."""
    told = trail.told_fact(UUID(fact_id))
    if told is not None and told.body["remedy"] == Remedy.TAKE_PAYMENT:
        take_in_lists.take_what_was_agreed(correction_id=told.subject_id, at=clock.now())


@app.task(name="journeys.prepare_payment", retry=AGAIN)
def prepare_payment(fact_id: str) -> None:
    """A payment by a gateway was opened: where it is made is asked for at once."""
    told = trail.told_fact(UUID(fact_id))
    if told is not None and told.body["method"] in gateway.methods():
        talk_to_gateway.prepare_payment(payment_id=told.subject_id, at=clock.now())


@app.periodic(cron="50 18 1 * *")
@app.task(name="journeys.evaluate_carriers", queueing_lock="journeys.evaluate_carriers")
def evaluate_last_month(timestamp: int) -> None:
    """On the second of a month, at 2:50 in Shanghai: how carriers kept the month before."""
    now = clock.now()
    last = now.astimezone(SHANGHAI).date().replace(day=1) - timedelta(days=1)
    evaluate_carriers.evaluate_carriers(month=last, by=SYSTEM, at=now)


@app.periodic(cron="20 18 3-10 1,4,7,10 *")
@app.task(name="journeys.assess_suppliers", queueing_lock="journeys.assess_suppliers")
def assess_last_quarter(timestamp: int) -> None:
    """From the fourth day of a quarter on, at 2:20 in Shanghai: who is not assessed for the one before."""
    now = clock.now()
    assess_suppliers.assess_suppliers(quarter=assess_suppliers.last_quarter(now), by=SYSTEM, at=now)


@app.periodic(cron="25 18 * * *")
@app.task(name="journeys.assess_newcomers", queueing_lock="journeys.assess_newcomers")
def assess_who_is_new(timestamp: int) -> None:
    """Every night at 2:25 in Shanghai: suppliers whose first three weeks are over."""
    assess_suppliers.assess_newcomers(by=SYSTEM, at=clock.now())


@app.task(name="journeys.report_failed_check", queue="partners")
def report_failed_check(fact_id: str) -> None:
    """A spot check was judged: a failed one is a violation of its supplier."""
    told = trail.told_fact(UUID(fact_id))
    if told is not None and told.body["result"] == "failed":
        report_findings.report_failed_check(spot_check_id=told.subject_id, by=SYSTEM, at=clock.now())


@app.task(name="journeys.report_forged_paper", queue="partners")
def report_forged_paper(fact_id: str) -> None:
    """A step of a review was decided: papers that were not genuine are a violation of their supplier."""
    told = trail.told_fact(UUID(fact_id))
    if told is not None and told.body["not_in_order"]:
        report_findings.report_forged_paper(
            review_id=told.subject_id, not_in_order=told.body["not_in_order"], by=SYSTEM, at=clock.now()
        )


@app.task(name="journeys.help_affected", queue="partners")
def help_whom_it_harmed(fact_id: str) -> None:
    """A violation was ruled: whose orders it affects is found, and they are told."""
    told = trail.told_fact(UUID(fact_id))
    if told is not None and told.body["affected"]:
        help_affected.help_affected(violation_id=told.subject_id, by=SYSTEM, at=clock.now())


@app.periodic(cron="50 18 * * *")
@app.task(name="journeys.invoice_commissions", queueing_lock="journeys.invoice_commissions")
def invoice_agreed_commissions(timestamp: int) -> None:
    """Every night at 2:50 in Shanghai."""
    invoice_commissions.invoice_commissions(by=SYSTEM, at=clock.now())


@app.periodic(cron="20 19 * * *")
@app.task(name="journeys.watch_prices", queueing_lock="journeys.watch_prices")
def watch_all_prices(timestamp: int) -> None:
    """Every night at 3:20 in Shanghai."""
    watch_prices.watch_prices(by=SYSTEM, at=clock.now())


@app.task(name="journeys.send_refund", retry=AGAIN)
def send_refund(fact_id: str) -> None:
    told = trail.told_fact(UUID(fact_id))
    if told is not None:
        talk_to_gateway.send_refund(refund_id=told.subject_id, at=clock.now())


@app.task(name="journeys.close_trade", retry=AGAIN)
def close_trade(fact_id: str) -> None:
    told = trail.told_fact(UUID(fact_id))
    if told is not None:
        talk_to_gateway.close_trade(payment_id=told.subject_id, at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="journeys.arrange_shelf", queueing_lock="journeys.arrange_shelf")
def arrange_what_is_stale(timestamp: int) -> None:
    arrange_shelf.arrange_shelf(by=SYSTEM, at=clock.now())


@app.task(name="journeys.goods_moved")
def goods_moved(fact_id: str) -> None:
    """Something that lists are put in order by has changed: these goods are arranged at once."""
    told = trail.told_fact(UUID(fact_id))
    if told is not None and (goods := goods_touched(told)):
        arrange_shelf.arrange_shelf(by=SYSTEM, at=clock.now(), goods=goods)


@app.periodic(cron="*/10 * * * *")
@app.task(name="journeys.count_words_and_facets", queueing_lock="journeys.count_words_and_facets")
def count_words_and_facets(timestamp: int) -> None:
    refresh_terms(by=SYSTEM, at=clock.now())
    count_facets(by=SYSTEM, at=clock.now())
    rank_goods(by=SYSTEM, at=clock.now())


for moved in MOVING:
    trail.subscribe(moved, goods_moved)
trail.subscribe(RefundRequested, send_refund)
trail.subscribe(PaymentClosed, close_trade)
trail.subscribe(PaymentOpened, prepare_payment)
trail.subscribe(CorrectionAgreed, take_what_was_agreed)
trail.subscribe(SpotCheckJudged, report_failed_check)
trail.subscribe(StepDecided, report_forged_paper)
trail.subscribe(ViolationRuled, help_whom_it_harmed)
