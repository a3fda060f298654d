"""The after-sales desk: decisions, a repair on the bench, pictures, terms, and the page of rates."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from tests import swaps
from tests.domain.aftersales.conftest import (
    agent,
    customer,
    deliver,
    give_back,
    keeper,
    thing,
    warehouse,
    wish,
)
from tests.journeys.conftest import buyer
from tests.people import somebody
from tests.surfaces.storefront.test_after_sales import guaranteed, noon, order, png
from zhanggui.domain.aftersales.models import GuaranteeTerm, Return
from zhanggui.domain.aftersales.operations.request import Pieces, ReturnWish
from zhanggui.domain.aftersales.states import Cause, Remedy, ReturnKind
from zhanggui.domain.catalog.models import Category
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.journeys.request_return import request_return
from zhanggui.kernel.ids import new_id

__all__ = [
    "agent", "buyer", "customer", "deliver", "give_back", "guaranteed", "keeper", "noon", "order", "thing",
    "warehouse", "wish",
]  # fmt: skip

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def desk(client):
    """Sign in and do acts on a case."""

    def signed(by):
        client.force_login(Account.objects.get(pk=by.account_id))

        def act(case: Return, name: str, /, **answers: object):
            address = f"/console/aftersales/return/{case.pk}/act/{name}/"
            answer = client.post(address, answers)
            case.refresh_from_db()
            return answer

        return act

    return signed


def asked_for(order, by, at, **told):
    wanted = ReturnWish(
        order_id=order.id,
        pieces=(Pieces(order.lines.get().id, 1),),
        key=new_id().hex,
        **({"kind": ReturnKind.QUALITY, "cause": Cause.DEFECTIVE, "reason": "不通电"} | told),
    )
    return request_return(wish=wanted, by=by, at=at)


def test_a_repair_goes_over_the_desk_from_the_request_to_the_parcel(
    guaranteed, order, customer, agent, keeper, warehouse, desk, noon, client
):
    case = asked_for(order, customer, noon + HOUR, remedy=Remedy.REPAIR)
    desk(agent)(case, "approve", note="请寄回")
    act = desk(keeper)
    act(case, "receive", warehouse=str(warehouse.pk))
    act(case, "picture", file=png())
    act(case, "repair", fault="power")
    act(case, "part", name="电源板", pieces="1", cost="35.00")
    act(case, "lend", what="备用机 1 号")
    act(case, "mended", outcome="mended", work="更换电源板")
    act(case, "hand-back", carrier="顺丰", tracking="SF1")
    act(case, "loan-back")
    assert (case.state, case.repair.parts.get().cost_fen) == ("finished", 3_500)
    page = client.get(f"/console/aftersales/return/{case.pk}/change/").content.decode()
    assert "电源板" in page
    picture = case.pictures.get()
    address = f"/console/after-sales/{case.number}/pictures/{picture.pk}"
    assert address in page
    assert client.get(address)["Content-Type"] == "image/png"
    desk(customer)
    assert client.get(address).status_code in {302, 403, 404}


def test_who_bears_the_burden_of_proof_shows_a_picture_of_what_came_back(
    order, customer, agent, keeper, warehouse, desk, noon, client
):
    """CP-08: of durable goods, in their first half year, the house proves that nothing was wrong."""
    Category.objects.filter(goods__skus__order_lines__order=order).update(durable=True)
    case = asked_for(order, customer, noon + HOUR)
    act = desk(agent)
    assert act(case, "refuse", refusal="no_defect", note="一切正常").status_code == 422
    act(case, "approve", note="")
    act = desk(keeper)
    act(case, "receive", warehouse=str(warehouse.pk))
    page = client.get(f"/console/aftersales/return/{case.pk}/act/finish/").content.decode()
    assert "不通电" in page
    assert "消费者权益保护法 23" in page
    line = order.lines.get().id
    looked = {f"{kind}:{line}": 0 for kind in ("restock", "scrap", "supplier")} | {f"sent_back:{line}": 1}
    unproved = act(case, "finish", **looked, note="通电正常")
    assert (unproved.status_code, case.state, case.pictures.count()) == (422, "received", 0)
    act(case, "finish", **looked, note="", pictures=[png(), png()])
    assert (case.state, case.pictures.count()) == ("received", 0), "no words, no picture kept either"
    act(case, "finish", **looked, note="通电正常", pictures=[png(), png()])
    assert (case.state, case.pictures.count(), case.refund_fen) == ("finished", 2, 0)
    shown = client.get(f"/console/goods/return/{case.pk}/print/").content.decode()
    assert f'顾客退货单 <span class="figure">{case.number}</span>' in shown
    sheet = client.get(f"/console/goods/return/{case.pk}/lines.xlsx")
    rows = list(load_workbook(io.BytesIO(sheet.content)).active.iter_rows(values_only=True))
    assert rows[1][4:] == (1, "不予接受，退还顾客 · 通电正常")
    client.force_login(Account.objects.get(pk=somebody("主持", Role.HOST).account_id))
    assert client.get(f"/console/goods/return/{case.pk}/print/").status_code == 404


def test_money_for_damage_is_agreed_on_at_the_desk(order, customer, agent, desk, noon):
    case = asked_for(order, customer, noon, remedy=Remedy.REFUND_ONLY, cause=Cause.DAMAGED, asked_fen=900)
    act = desk(agent)
    refused = act(case, "approve", amount="9999.00", note="")
    assert (refused.status_code, case.state) == (422, "requested")
    act(case, "approve", amount="6.00", note="")
    assert (case.state, case.refund_fen) == ("finished", 600)


def test_an_exchange_shows_its_difference_and_its_order(order, thing, customer, agent, desk, noon, client):
    case = swaps.ask(order, swaps.variant(thing, dearer_fen=500), by=customer, at=noon)
    desk(agent)
    page = client.get(f"/console/aftersales/return/{case.pk}/change/").content.decode()
    assert "¥5.00" in page
    assert swaps.replacement(case).number in page


def test_terms_are_set_at_their_desk(order, client, thing):
    client.force_login(Account.objects.get(pk=somebody("主管", Role.CS_SUPERVISOR).account_id))
    category = order.lines.get().sku.goods.category
    answers = {"category": str(category.pk), "kind": "phone", "months": ""}
    client.post("/console/aftersales/guaranteeterm/start/set/", answers)
    term = GuaranteeTerm.objects.get()
    assert (term.kind, term.promised_months) == ("phone", 0)
    assert "移动电话机" in term.source


@pytest.mark.parametrize("grouped", ["article", "supplier", "programme"])
def test_the_page_of_rates_says_how_much_came_back_and_why(
    order, customer, agent, give_back, noon, client, grouped
):
    case = give_back(2)
    Return.objects.filter(pk=case.pk).update(cause="does_not_fit")
    asked_for(order, customer, noon)
    client.force_login(Account.objects.get(pk=agent.account_id))
    page = client.get(f"/console/after-sales/rates/?by={grouped}&days=7")
    assert page.status_code == 200
    said = page.content.decode()
    assert "尺寸或款式不合适" in said
    assert "质量问题" in said
    sheet = client.get(f"/console/after-sales/rates.xlsx?by={grouped}&days=7")
    rows = list(load_workbook(io.BytesIO(sheet.content)).active.iter_rows(values_only=True))
    if grouped != "programme":
        assert rows[1][2:8] == (3, 3, 0, 0, 0, 1)
        assert "100%" in said
    else:
        assert len(rows) == 1, "nothing of it was sold on air"


def test_rates_are_not_everybodys(client):
    client.force_login(Account.objects.get(pk=somebody("主持", Role.HOST).account_id))
    assert client.get("/console/after-sales/rates/").status_code in {302, 403}
