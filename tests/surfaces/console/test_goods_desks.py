"""Pages of the warehouse: a document prepared and printed, a walk scanned; a category changed."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from tests.conftest import HouseClient
from tests.domain.delivery.dispatch import Dispatch
from tests.domain.inventory.stockroom import Stockroom
from tests.people import somebody
from zhanggui.domain.delivery.models import Allocation, PickList
from zhanggui.domain.delivery.operations import plan_wave
from zhanggui.domain.inventory.models import ShelfLot, StockDocument
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.journeys.allocate_orders import allocate_orders
from zhanggui.kernel import clock

pytestmark = pytest.mark.django_db


def browser(by: Actor) -> HouseClient:
    client = HouseClient()
    client.force_login(Account.objects.get(pk=by.account_id))
    return client


def test_a_transfer_is_written_from_pasted_lines_printed_and_given_to_excel():
    room = Stockroom(clock.now())
    room.stock(10)
    there, shelf = room.opened("河北省"), ShelfLot.objects.get()
    keeper = browser(room.keeper)
    start = reverse("admin:inventory_stockdocument_start", args=["transfer"])
    sent = {"warehouse": room.warehouse.pk, "destination": there.pk, "reason": "备货"}
    line = f"{room.sku.code},{shelf.location.code},L1"

    wrong = keeper.post(start, sent | {"lines": f"{line},many"})
    assert wrong.status_code == 422
    assert not StockDocument.objects.exists()
    keeper.post(start, sent | {"lines": f"{line},4"})
    document = StockDocument.objects.get()

    shown = keeper.get(reverse("admin:goods_print", args=["stockdocument", document.pk]))
    assert document.number in shown.content.decode()
    sheet = keeper.get(reverse("admin:goods_sheet", args=["stockdocument", document.pk]))
    assert sheet.content[:2] == b"PK"
    accounts = keeper.get(reverse("admin:goods_accounts"), {"sku": room.sku.code})
    assert "L1" in accounts.content.decode()


def test_a_walk_is_scanned_on_the_phone_and_finished(noon):
    hall = Dispatch(datetime.now(UTC))
    hall.stock(hall.near, 3)
    hall.order(2)
    allocate_orders(by=SYSTEM, at=hall.at)
    plan_wave(warehouse_id=hall.near.id, orders_most=9, by=hall.manager, at=hall.at)
    walk, line = PickList.objects.get(), Allocation.objects.get().lines.get()
    keeper, where = browser(hall.keeper), reverse("admin:walk", args=[walk.pk])

    assert browser(hall.manager).get(where).status_code == 403
    keeper.post(where, {"verb": "take"})
    scan = {"verb": "scan", "shelf": line.shelf_id, "pieces": "1"}
    refused = keeper.post(where, scan | {"code": "WRONG"}, follow=True)
    assert line.sku.code in refused.content.decode()
    for _ in range(2):
        keeper.post(where, scan | {"code": line.sku.code})
    keeper.post(where, {"verb": "finish"})

    walk.refresh_from_db()
    assert walk.finished_at is not None
    assert Allocation.objects.get().state == "picked"


def test_a_category_is_changed_and_its_other_terms_stay(noon):
    room = Stockroom(noon)
    category = room.article(legal_class="food", shelf_life_needed=True).goods.category
    reviewer = browser(somebody("审核", Role.PRODUCT_REVIEWER))
    where = reverse("admin:catalog_category_act", args=[category.pk, "change"])
    answers = {"name_zh": "绿茶", "name_en": "Green tea", "return_policy": category.return_policy}
    reviewer.post(where, answers | {"return_reason": "", "required_documents": "", "reason": "更名"})

    category.refresh_from_db()
    assert (category.name_zh, category.legal_class, category.shelf_life_needed) == ("绿茶", "food", True)
