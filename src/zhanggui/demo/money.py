"""The money of the story: settled with suppliers every week, paid out, booked; and the protection fund."""

from datetime import datetime, timedelta

from zhanggui.demo.cast import staff
from zhanggui.demo.firms import judge
from zhanggui.demo.story import on_day
from zhanggui.demo.trade import LAST_DAY, delivered
from zhanggui.domain.finance.deposits import Movement
from zhanggui.domain.finance.models import Objection, Statement
from zhanggui.domain.finance.operations.claim_on_fund import ClaimWish, claim_on_fund
from zhanggui.domain.finance.operations.close_period import close_period
from zhanggui.domain.finance.operations.confirm_statement import confirm_statement
from zhanggui.domain.finance.operations.contribute_to_fund import contribute_to_fund
from zhanggui.domain.finance.operations.decide_objection import Answer, decide_objection
from zhanggui.domain.finance.operations.draw_statements import draw_statements
from zhanggui.domain.finance.operations.make_vouchers import make_vouchers
from zhanggui.domain.finance.operations.object_to_line import object_to_line
from zhanggui.domain.finance.operations.pay_claim import pay_claim
from zhanggui.domain.finance.operations.propose_charge import ChargeWish, propose_charge
from zhanggui.domain.finance.operations.propose_payout import propose_payout
from zhanggui.domain.finance.operations.propose_terms import TermsWish, propose_terms
from zhanggui.domain.finance.operations.record_payout import record_payout
from zhanggui.domain.finance.operations.send_statement import send_statement
from zhanggui.domain.finance.operations.take_deposit import take_deposit
from zhanggui.domain.finance.queries import ready_to_send
from zhanggui.domain.finance.states import ChargeKind, Cycle, StatementState
from zhanggui.domain.partners.models import Agreement, Supplier
from zhanggui.domain.partners.operations.give_bank_account import Bank, give_bank_account
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.identity.models import Account
from zhanggui.kernel import clock

FIRST_SETTLEMENT = 18
FUND_FEN = 15_000_000
BANKS = ("招商银行", "中国工商银行", "中国建设银行", "中国农业银行")


def terms_are_agreed() -> None:
    """Suppliers leave their deposits, say where they are paid, and agree to be settled with every week."""
    finance = staff("finance")
    for place, supplier in enumerate(_suppliers()):
        at = on_day(1, 15, place)
        agreed = Agreement.objects.filter(organisation=supplier.organisation).latest("recorded_at")
        paid = Movement(
            supplier_id=supplier.pk, amount_fen=agreed.deposit_fen, bank_reference=f"BZJ{place:04d}"
        )
        take_deposit(paid=paid, by=finance, at=at)
        bank = Bank(
            bank=BANKS[place % len(BANKS)],
            holder=supplier.organisation.name,
            number=f"6225880{place:012d}",
            branch="杭州分行",
        )
        give_bank_account(bank=bank, by=_writer(supplier), at=at)
        wish = TermsWish(
            cycle=Cycle.WEEK,
            commission_bp=agreed.commission_bp,
            discount_share_bp=5_000,
            freight_share_bp=3_000 if place % 3 == 0 else 0,
            starts_on=(at + timedelta(days=1)).date(),
        )
        terms = propose_terms(supplier_id=supplier.pk, wish=wish, by=staff("supplier-manager"), at=at)
        judge(terms.pk, "approve", staff("executive"), at + timedelta(hours=1))


def the_fund_is_set_up() -> None:
    """The house puts money aside for customers who come to harm; one of them was paid, one waits."""
    finance, supervisor = staff("finance"), staff("supervisor")
    contribute_to_fund(amount_fen=FUND_FEN, bank_reference="BZJJ0001", by=finance, at=on_day(1, 16))
    paid, fresh = delivered()[4], delivered()[-9]
    harm = "商品漏液弄坏了顾客的地板，供应商拒绝先行赔付。"
    wish = ClaimWish(order_id=paid.pk, amount_fen=38_000, harm=harm, payee="顾客本人 中国银行 6217****8821")
    at = on_day(24, 10)
    claim = claim_on_fund(wish=wish, by=supervisor, at=at)
    judge(claim.pk, "decide", staff("compliance"), at + timedelta(hours=5))
    judge(claim.pk, "decide", staff("executive"), at + timedelta(hours=7))
    pay_claim(claim_id=claim.pk, bank_reference="BZJJ0002", by=finance, at=at + timedelta(days=1))
    later = ClaimWish(
        order_id=fresh.pk,
        amount_fen=12_900,
        harm="赠品与节目所示不符，顾客要求补差。",
        payee="顾客本人 建设银行",
    )
    claim_on_fund(wish=later, by=supervisor, at=clock.now() - timedelta(hours=20))


def suppliers_are_settled_with() -> None:
    """Every Monday night statements are drawn and sent; suppliers confirm or object; the bank pays."""
    penalty = ChargeWish(
        supplier_id=_suppliers()[0].pk,
        kind=ChargeKind.PENALTY,
        amount_fen=20_000,
        reason="三单超时发货，按协议第九条",
        evidence="履约记录 11-02",
    )
    charge = propose_charge(wish=penalty, by=staff("finance"), at=on_day(FIRST_SETTLEMENT, 9))
    judge(charge.pk, "approve", staff("executive"), on_day(FIRST_SETTLEMENT, 10))
    nights = [on_day(day, 2, 20) for day in range(FIRST_SETTLEMENT, LAST_DAY + 1)]
    for night in (night for night in nights if night.weekday() == 0):
        draw_statements(cycle=Cycle.WEEK, by=SYSTEM, at=night)
        for statement_id in ready_to_send():
            send_statement(statement_id=statement_id, by=SYSTEM, at=night)
        if night < on_day(LAST_DAY - 7):
            _answered_and_paid(night + timedelta(hours=8))


def _answered_and_paid(at: datetime) -> None:
    finance = staff("finance")
    issued = (
        Statement.objects.filter(state=StatementState.ISSUED).select_related("supplier").order_by("number")
    )
    for place, statement in enumerate(issued):
        writer = Account.objects.filter(organisation=statement.supplier.organisation_id).earliest(
            "created_at"
        )
        seller = writer.actor(via="demo")
        if place == 0 and not Objection.objects.exists():
            raised = object_to_line(
                statement_id=statement.pk, position=1, reason="该单运费已由我方承担", by=seller, at=at
            )
            answer = Answer(words="核对属实，退回运费 8 元", credit_fen=800)
            decided = decide_objection(
                objection_id=raised.pk, answer=answer, by=finance, at=at + timedelta(hours=1)
            )
            assert decided.credit is not None
            judge(decided.credit.pk, "approve", staff("executive"), at + timedelta(hours=2))
        confirm_statement(statement_id=statement.pk, by=seller, at=at + timedelta(hours=3))
    if Statement.objects.payable().exists():
        payout = propose_payout(by=finance, at=at + timedelta(hours=4))
        judge(payout.pk, "approve", staff("executive"), at + timedelta(hours=5))
        record_payout(
            payout_id=payout.pk, bank_reference=f"YH{payout.number}", by=finance, at=at + timedelta(hours=6)
        )


def the_books_are_kept() -> None:
    """Vouchers are made from everything so far, and the months before this one are closed."""
    now = clock.now()
    vouchers = make_vouchers(by=SYSTEM, at=now)
    this_month = (now + timedelta(hours=8)).date().replace(day=1)
    for month in sorted({voucher.month for voucher in vouchers if voucher.month < this_month}):
        close_period(month=month, by=staff("finance"), at=now)


def _writer(supplier: Supplier) -> Actor:
    """Who signs in for this supplier."""
    return (
        Account.objects.filter(organisation=supplier.organisation_id).earliest("created_at").actor(via="demo")
    )


def _suppliers() -> list[Supplier]:
    """The suppliers that sell, in the order they came."""
    known = Supplier.objects.filter(trades_until__isnull=False).select_related("organisation")
    return list(known.order_by("number"))
