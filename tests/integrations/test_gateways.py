"""What every gateway promises the house, asked of all three over HTTP: SDKs ask, stand-ins answer."""

from datetime import timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
import requests

from tests.integrations.gateways import METHODS, Line, lines
from zhanggui.domain.payments.gateway import (
    Door,
    GatewayRefused,
    GatewayUnreachable,
    NoticeForged,
    PayAsk,
    RefundAsk,
    RefundWord,
    Told,
    TradeState,
)
from zhanggui.integrations.gateway.models import StandInTrade

pytestmark = pytest.mark.django_db(transaction=True)
SOON, LATE = timedelta(minutes=5), timedelta(minutes=45)
NUMBER, AMOUNT = "26112400000422P1", 299_00


@pytest.fixture(params=METHODS)
def line(request, live_server, settings) -> Line:
    return lines(live_server.url, settings)[request.param]


@pytest.fixture
def now():
    """The protocols refuse what is old, so they are tried at the hour it is."""
    from zhanggui.kernel import clock

    return clock.now()


@pytest.fixture
def trade(line, now):
    return line.open(NUMBER, AMOUNT, now, now + LATE)


def back(amount: int, place: int = 1) -> RefundAsk:
    return RefundAsk(
        payment_number=NUMBER, refund_number=f"{NUMBER}R{place}", amount_fen=amount, paid_fen=AMOUNT,
        reason="七日无理由退货",
    )  # fmt: skip


def test_a_payment_lives_from_its_code_to_its_bill(line, trade, now):
    assert line.house.query(NUMBER, at=now).state is TradeState.WAITING
    line.pay(trade, now)
    seen = line.house.query(NUMBER, at=now)
    assert (seen.state, seen.amount_fen, seen.gateway_trade) == (TradeState.PAID, AMOUNT, trade.trade_no)

    notice = line.house.read_notice(line.told(StandInTrade.objects.get(), now))
    assert notice.notify_id
    assert (notice.trade.number, notice.trade.state, notice.trade.amount_fen) == (
        NUMBER, TradeState.PAID, AMOUNT,
    )  # fmt: skip
    assert line.house.reply(taken=True).status == 200

    assert line.house.refund(back(99_00), at=now).word in {RefundWord.DONE, RefundWord.PROCESSING}
    assert line.house.refund(back(99_00), at=now).word is RefundWord.DONE, "asked twice, sent once"
    assert line.house.query_refund(back(99_00), at=now).amount_fen == 99_00
    assert line.house.query_refund(back(1, place=9), at=now).word is RefundWord.UNKNOWN
    assert line.house.query(NUMBER, at=now).state is TradeState.PAID, "partly refunded is still paid"

    from zhanggui.kernel.clock import SHANGHAI

    rows = list(line.house.bill(now.astimezone(SHANGHAI).date(), at=now))
    assert [(row.number, row.refund_number, row.amount_fen) for row in rows] == [
        (NUMBER, "", AMOUNT),
        (NUMBER, f"{NUMBER}R1", -99_00),
    ]
    rate = 0 if line.method == "gateway" else 60
    assert [row.fee_fen for row in rows] == [round(AMOUNT * rate / 10_000), -round(99_00 * rate / 10_000)]


def test_what_is_refused_is_refused_in_our_words(line, trade, now):
    with pytest.raises(GatewayRefused):
        line.house.refund(back(1), at=now)
    line.pay(trade, now)
    with pytest.raises(GatewayRefused):
        line.house.refund(back(AMOUNT + 1), at=now)
    line.house.refund(back(100), at=now)
    with pytest.raises(GatewayRefused):
        line.house.refund(back(200), at=now)
    with pytest.raises(GatewayRefused):
        line.house.close(NUMBER, at=now)


def test_a_link_leads_to_the_pay_page_and_what_was_closed_cannot_be_paid(line, now):
    ask = PayAsk(
        number=NUMBER, amount_fen=AMOUNT, subject="掌柜", expires_at=now + LATE,
        return_url="http://house.test/back", instalments=3, door=Door.PHONE,
    )  # fmt: skip
    page = requests.get(line.house.pay_link(ask, at=now), timeout=10)
    assert page.status_code == 200
    assert NUMBER in page.text
    trade = StandInTrade.objects.get()
    assert trade.amount_fen == AMOUNT

    line.house.close(NUMBER, at=now)
    line.pay(trade, now)
    assert line.house.query(NUMBER, at=now).state is TradeState.CLOSED
    with pytest.raises(GatewayRefused):
        line.house.refund(back(1), at=now)
    line.house.close("nobody's", at=now)
    assert line.house.query("nobody's", at=now).state is TradeState.UNKNOWN
    assert list(line.house.bill((now - timedelta(days=9)).date(), at=now)) == [], "a day without payments"


def _another_amount(told):
    return told.replace("299.00", "0.01").replace('"ciphertext": "', '"ciphertext": "A')


CHANGES = {
    "another amount": _another_amount,
    "a word more": lambda told: told.removesuffix("}") + "&note=1",
    "nothing at all": lambda told: "",
}


def test_a_notification_changed_on_the_way_is_forged(line, trade, now):
    told = line.told(line.pay(trade, now), now)
    for change in CHANGES.values():
        with pytest.raises(NoticeForged):
            line.house.read_notice(Told(method=line.method, body=change(told.body), headers=told.headers))


def test_a_notification_of_another_gateway_or_without_a_signature_is_forged(live_server, settings, now):
    found = lines(live_server.url, settings)
    for ours in found.values():
        trade = ours.pay(ours.open(NUMBER, AMOUNT, now, now + LATE), now)
        told = ours.told(trade, now)
        for other in found.values():
            if other is not ours:
                with pytest.raises(NoticeForged):
                    other.house.read_notice(told)
        bare = dict(parse_qsl(told.body)) | {"sign": ""}
        body = told.body if told.body.startswith("{") else urlencode(bare)
        unsigned = Told(method=ours.method, body=body)
        with pytest.raises(NoticeForged):
            ours.house.read_notice(unsigned)


def test_a_gateway_that_is_down_or_lies_is_unreachable(line, trade, now, monkeypatch):
    from zhanggui.integrations.gateway import keys

    honest = keys.private_key

    def somebody_else(name):
        return honest("somebody.else") if name.endswith(".gateway") else honest(name)

    with monkeypatch.context() as patched:
        patched.setattr(keys, "private_key", somebody_else)
        with pytest.raises(GatewayUnreachable):
            line.house.query(NUMBER, at=now)
    down = lines("http://127.0.0.1:9", type("Settings", (), vars(_plain()))())[line.method]
    with pytest.raises(GatewayUnreachable):
        down.house.query(NUMBER, at=now)


def _plain():
    from types import SimpleNamespace

    from django.conf import settings

    return SimpleNamespace(
        WECHATPAY_MCH_ID=settings.WECHATPAY_MCH_ID,
        WECHATPAY_CERT_SERIAL=settings.WECHATPAY_CERT_SERIAL,
        WECHATPAY_PUBLIC_KEY_ID=settings.WECHATPAY_PUBLIC_KEY_ID,
    )


def test_a_stand_in_answers_only_the_house(live_server, settings, now):
    found = lines(live_server.url, settings)
    link = found["alipay"].house.pay_link(
        PayAsk(number=NUMBER, amount_fen=AMOUNT, subject="x", expires_at=now + LATE, return_url="/"), at=now
    )
    asked = dict(parse_qsl(urlsplit(link).query)) | {"timestamp": "2020-01-01 00:00:00"}
    assert requests.get(settings.ALIPAY_URL, params=asked, timeout=10).status_code == 400
    unsigned = requests.get(
        f"{settings.WECHATPAY_URL}/v3/pay/transactions/out-trade-no/{NUMBER}?mchid=1", timeout=10
    )
    assert unsigned.status_code == 401
    assert not StandInTrade.objects.exists()


def test_keys_of_stand_ins_are_sealed_on_disk_and_those_of_real_gateways_never_there(settings, tmp_path):
    from cryptography.hazmat.primitives import serialization

    from zhanggui.integrations.gateway import keys

    settings.VAR_DIR = tmp_path
    keys.private_key.cache_clear()
    given = keys.private_text("alipay.house")
    (path,) = (tmp_path / "keys" / "gateway").iterdir()
    assert b"ENCRYPTED" in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(TypeError):
        serialization.load_pem_private_key(path.read_bytes(), password=None)

    bare = "".join(given.splitlines()[1:-1])
    settings.PAYMENT_KEYS = {"wechat.house": bare}
    keys.private_key.cache_clear()
    assert keys.private_text("wechat.house") == given
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    keys.private_key.cache_clear()
