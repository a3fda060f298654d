"""What carriers are paid: prices agreed, a month billed with differences, a budget near its end."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from zhanggui.demo.cast import firm, staff
from zhanggui.demo.firms import firm_of, judge
from zhanggui.demo.story import on_day
from zhanggui.domain.finance.operations.propose_payout import propose_payout
from zhanggui.domain.finance.operations.record_payout import record_payout
from zhanggui.domain.freight.comparing import BillRow
from zhanggui.domain.freight.models import Accrual, Bill
from zhanggui.domain.freight.operations.accrue_freight import accrue_freight
from zhanggui.domain.freight.operations.ask_acceptance import ask_acceptance
from zhanggui.domain.freight.operations.concede_line import concede_line
from zhanggui.domain.freight.operations.confirm_freight_statement import confirm_freight_statement
from zhanggui.domain.freight.operations.confirm_tariff import confirm_tariff
from zhanggui.domain.freight.operations.dispute_lines import dispute_lines
from zhanggui.domain.freight.operations.draw_freight_statement import draw_freight_statement
from zhanggui.domain.freight.operations.propose_budget import BudgetWish, propose_budget
from zhanggui.domain.freight.operations.propose_tariff import TariffWish, propose_tariff
from zhanggui.domain.freight.operations.take_bill import BillPaper, take_bill
from zhanggui.domain.freight.operations.watch_budgets import watch_budgets
from zhanggui.domain.freight.queries import unpriced
from zhanggui.domain.freight.reckoning import by_weight
from zhanggui.domain.freight.rules import Levels, Surcharges, Table, Zone
from zhanggui.domain.partners.models import Carrier
from zhanggui.domain.partners.operations.give_bank_account import Bank, give_bank_account
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.evaluate_carriers import evaluate_carriers
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI

EAST = ("上海市", "江苏省", "浙江省", "安徽省")
NORTH = ("北京市", "天津市", "河北省", "山西省", "山东省", "河南省")
MIDDLE = ("湖北省", "湖南省", "江西省", "福建省", "广东省", "陕西省", "四川省", "重庆市", "辽宁省", "吉林省")
FAR = ("黑龙江省", "广西壮族自治区", "海南省", "贵州省", "云南省", "甘肃省", "青海省", "宁夏回族自治区",
       "内蒙古自治区", "西藏自治区", "新疆维吾尔自治区")  # fmt: skip
PRICES = {"suda": (520, 640, 780, 1500), "anxin": (580, 560, 690, 1650)}
"""The first kilogram to the east, the north, the middle and far off, in fen."""
LEVELS = Levels(
    on_time_permille=850, damaged_permille=5, lost_permille=3, complaints_permille=30, cod_days=30
)


def prices_are_agreed() -> None:
    """Logistics proposes, finance approves, and each carrier confirms in its portal."""
    for code, (east, north, middle, far) in PRICES.items():
        zones = (
            zone("华东", EAST, east, 160, 48),
            zone("华北", NORTH, north, 180, 60),
            zone("中部", MIDDLE, middle, 260, 84),
            zone("偏远", FAR, far, 700, 168, remote=500),
        )
        agree(code, zones, on_day(2, 9))


def carriers_are_paid() -> None:
    """A month is billed: two differences of one carrier, one of the other; what is agreed is paid."""
    for shipment in unpriced(clock.now()):
        accrue_freight(shipment_id=shipment.pk, by=SYSTEM, at=shipment.shipped_at or clock.now())
    for place, code in enumerate(PRICES):
        bank = Bank(
            bank="中国工商银行",
            holder=carrier_of(code).organisation.name,
            number=f"6222020{place:012d}",
            branch="嘉兴分行",
        )
        give_bank_account(bank=bank, by=firm(code), at=on_day(2, 10))
    month = _month_to_bill()
    if month is None:
        return
    at = clock.now() - timedelta(days=2)
    first, second = (_billed(code, month, at) for code in PRICES)
    _two_differences(first, at + timedelta(hours=2))
    _one_dispute(second, at + timedelta(hours=2))
    for code in PRICES:
        _stated_and_paid(code, at + timedelta(hours=6))
    if month < _this_month():
        evaluate_carriers(month=month, by=SYSTEM, at=clock.now() - timedelta(hours=20))


def budgets_are_watched() -> None:
    """This month has a budget for all freight, and one for its busiest lane, which is nearly used up."""
    now, month = clock.now(), _this_month()
    rows = list(Accrual.objects.filter(month=month).values_list("warehouse_id", "province", "amount_fen"))
    whole = sum(amount for _, _, amount in rows)
    _budget(
        BudgetWish(
            month=month, amount_fen=max(200_000, whole * 100 // 55), assumptions="日均件量 × 协议均价 × 30"
        )
    )
    if rows:
        lanes: dict[tuple[UUID, str], int] = {}
        for warehouse, province, amount in rows:
            lanes[warehouse, province] = lanes.get((warehouse, province), 0) + amount
        (warehouse, province), spent = max(lanes.items(), key=lambda lane: (lane[1], lane[0][1]))
        _budget(
            BudgetWish(
                month=month,
                amount_fen=spent * 100 // 87,
                assumptions="上月该线路件量持平",
                warehouse_id=warehouse,
                province=province,
            )
        )
    watch_budgets(by=SYSTEM, at=now - timedelta(minutes=30))


def zone(code: str, provinces: Sequence[str], first: int, step: int, hours: int, remote: int = 0) -> Zone:
    return Zone(
        code=code,
        provinces=tuple(provinces),
        first_grams=1000,
        first_fen=first,
        step_grams=1000,
        step_fen=step,
        hours=hours,
        remote_fen=remote,
    )


def agree(code: str, zones: tuple[Zone, ...], at: datetime) -> None:
    surcharges = Surcharges(divisor=8000, fragile_fen=150, insurance_bp=30, insured_from_fen=100_000)
    wish = TariffWish(
        table=Table(zones=zones, surcharges=surcharges),
        levels=LEVELS,
        starts_on=on_day(0).date(),
        ends_on=on_day(400).date(),
    )
    tariff = propose_tariff(carrier_id=carrier_of(code).pk, wish=wish, by=staff("logistics"), at=at)
    judge(tariff.pk, "approve", staff("finance"), at + timedelta(hours=2))
    confirm_tariff(tariff_id=tariff.pk, by=firm(code), at=at + timedelta(hours=5))


def carrier_of(code: str) -> Carrier:
    return Carrier.objects.select_related("organisation").get(organisation_id=firm_of(firm(code)))


def _this_month() -> date:
    return clock.now().astimezone(SHANGHAI).date().replace(day=1)


def _month_to_bill() -> date | None:
    """Last month, if enough was sent in it to be worth a bill; else this one so far."""
    this = _this_month()
    for month in ((this - timedelta(days=1)).replace(day=1), this):
        counts = [Accrual.objects.filter(carrier=carrier_of(code), month=month).count() for code in PRICES]
        if min(counts) >= 6:
            return month
    return None


def _billed(code: str, month: date, at: datetime) -> Bill:
    """A bill as its carrier sees it: right but for a weight and a price, or for a parcel named twice."""
    carrier = carrier_of(code)
    until = at - timedelta(days=1)
    accruals = Accrual.objects.filter(carrier=carrier, month=month, accrued_at__lte=until).order_by(
        "accrued_at"
    )
    known = accruals if month < _this_month() else accruals[:40]
    rows = [BillRow(one.tracking_number, one.grams, one.amount_fen) for one in known]
    if code == "suda":
        heavy, dear = next(iter(known)), list(known)[3]
        more = heavy.tariff.zones.get(code=heavy.zone)
        beyond = heavy.charged_grams // more.step_grams + 2
        rows[0] = BillRow(heavy.tracking_number, beyond * 1000, _by_weight(heavy, beyond * 1000))
        rows[3] = BillRow(dear.tracking_number, dear.grams, dear.amount_fen + 300)
    else:
        rows.append(rows[2])
    paper = BillPaper(number=f"{code.upper()}-{month:%Y%m}", month=month, rows=rows)
    return take_bill(carrier_id=carrier.pk, paper=paper, by=staff("logistics"), at=at)


def _by_weight(accrual: Accrual, grams: int) -> int:
    return by_weight(accrual, grams).total_fen


def _two_differences(bill: Bill, at: datetime) -> None:
    """The weight is accepted, for the carrier showed its scales; the price is disputed."""
    asked = ask_acceptance(
        bill_id=bill.pk, positions=[1], reason="承运商提供了过磅照片", by=staff("logistics"), at=at
    )
    judge(asked.pk, "approve", staff("finance"), at + timedelta(hours=1))
    dispute_lines(
        bill_id=bill.pk, positions=[4], reason="多收 3 元，协议无此项收费", by=staff("logistics"), at=at
    )


def _one_dispute(bill: Bill, at: datetime) -> None:
    """A parcel stands on the bill twice; the carrier sees it at once."""
    twice = bill.lines.get(finding="billed_twice")
    dispute_lines(
        bill_id=bill.pk, positions=[twice.position], reason="与前行重复", by=staff("logistics"), at=at
    )
    concede_line(
        bill_id=bill.pk,
        position=twice.position,
        words="确系重复，已冲减",
        by=firm("anxin"),
        at=at + timedelta(hours=1),
    )


def _stated_and_paid(code: str, at: datetime) -> None:
    """One carrier has confirmed and was paid; the other's statement waits for it."""
    finance = staff("finance")
    statement = draw_freight_statement(carrier_id=carrier_of(code).pk, by=finance, at=at)
    if code != "anxin":
        return
    confirm_freight_statement(statement_id=statement.pk, by=firm(code), at=at + timedelta(hours=2))
    payout = propose_payout(numbers=[statement.number], by=finance, at=at + timedelta(hours=4))
    judge(payout.pk, "approve", staff("executive"), at + timedelta(hours=5))
    record_payout(
        payout_id=payout.pk, bank_reference=f"YH{payout.number}", by=finance, at=at + timedelta(hours=6)
    )


def _budget(wish: BudgetWish) -> None:
    at = clock.now() - timedelta(hours=3)
    budget = propose_budget(wish=wish, by=staff("logistics"), at=at)
    judge(budget.pk, "approve", staff("finance"), at + timedelta(hours=1))
