"""What membership proves: each control is shown green, and red."""

from datetime import timedelta

import pytest

from tests.people import somebody
from tests.vocabulary import behind_the_back
from zhanggui.domain.members import controls
from zhanggui.domain.members.models import PrivacyRequest, Watch
from zhanggui.domain.members.operations.ask_for_closure import ask_for_closure
from zhanggui.domain.members.operations.note_copy_taken import note_copy_taken
from zhanggui.domain.members.operations.watch_sku import WatchWish, watch_sku
from zhanggui.domain.members.refusals import StillSomethingOpen
from zhanggui.domain.messaging.models import Message
from zhanggui.domain.sales.models import Address, Cart
from zhanggui.domain.sales.operations import put_in_cart
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account, Consent
from zhanggui.identity.roles import Role
from zhanggui.journeys.close_account import close_account
from zhanggui.journeys.place_order import place_order
from zhanggui.journeys.tell_watchers import tell_watchers
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.access.applicants import Customer
from zhanggui.mechanisms.access.operations.open_customer_account import open_customer_account
from zhanggui.mechanisms.access.operations.publish_policy_text import publish_policy_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(noon):
    for purpose in ("membership", "privacy"):
        publish_policy_text(purpose=purpose, title=purpose, body="…", by=SYSTEM, at=noon)
    customer = Customer(name="王秀兰", mobile="13800138000", purposes=("membership", "privacy"))
    return open_customer_account(customer=customer, by=SYSTEM, at=noon)


def test_registrations_on_record(db, request, noon):
    assert controls.registrations_on_record(noon).status == "no_data"
    account = request.getfixturevalue("member")
    assert controls.registrations_on_record(noon).status == "kept"

    Consent.objects.filter(person=account.person_id, purpose="privacy").delete()
    red = controls.registrations_on_record(noon)
    assert (red.status, red.figures["without consent"]) == ("broken", 1)
    assert str(account.id) in red.records.query["id__in"]


def test_points_backed(finish, noon):
    assert controls.points_backed(noon).status == "no_data"
    order = finish(1)
    assert controls.points_backed(noon).status == "kept"

    with behind_the_back() as execute:
        execute("UPDATE members_pointsgrant SET points = points + 100")
    red = controls.points_backed(noon)
    assert (red.status, red.figures["members whose points differ"]) == ("broken", 1)
    assert str(order.customer_id) in red.records.query["id__in"]


def test_closures_in_time(customer, noon):
    assert controls.closures_in_time(noon).status == "no_data"
    asked = ask_for_closure(reason="", by=customer, at=noon)
    assert controls.closures_in_time(noon).status == "kept"

    late = asked.case.resolve_by + timedelta(minutes=1)
    red = controls.closures_in_time(late)
    assert (red.status, red.figures["overdue"]) == ("broken", 1)

    close_account(request_id=asked.id, by=somebody("合规", Role.COMPLIANCE_OFFICER), at=late)
    assert controls.closures_in_time(late).status == "kept"


def test_copies_given(customer, noon):
    assert controls.copies_given(noon).status == "no_data"
    note_copy_taken(parts=["account"], by=customer, at=noon)
    assert controls.copies_given(noon).status == "kept"
    PrivacyRequest.objects.update(done_at=None)
    assert controls.copies_given(noon).status == "broken"


def test_wishes_served(customer, thing, noon):
    assert controls.wishes_served(noon).status == "no_data"
    watch_sku(wish=WatchWish(thing.sku_id, "stock"), by=customer, at=noon)
    tell_watchers(by=SYSTEM, at=noon)
    assert controls.wishes_served(noon).status == "kept"
    Message.objects.update(key="lost")
    red = controls.wishes_served(noon)
    assert (red.status, red.records.query["id__in"]) == ("broken", str(Watch.objects.get().id))


def test_a_closed_account_leaves_only_what_the_law_keeps(customer, thing, finish, noon):
    order = finish(1)
    by = somebody("合规", Role.COMPLIANCE_OFFICER)
    put_in_cart(sku_id=thing.sku_id, slot_goods_id=None, quantity=1, announced_fen=1, by=customer, at=noon)
    watch_sku(wish=WatchWish(thing.sku_id, "stock"), by=customer, at=noon)
    asked = ask_for_closure(reason="", by=customer, at=noon)

    close_account(request_id=asked.id, by=by, at=noon)

    account = Account.objects.select_related("person").get(pk=customer.account_id)
    assert (account.person.name, account.mobile, account.is_active) == ("", None, False)
    assert not Cart.objects.exists()
    assert not Watch.objects.exists()
    assert Address.objects.get().retired_at == noon
    assert order.customer_id == account.id, "orders are kept, under no name"
    assert controls.points_backed(noon).status == "kept"
    with pytest.raises(NotFound):
        close_account(request_id=asked.id, by=by, at=noon)


def test_an_account_with_something_open_is_not_closed(customer, wish, noon):
    by = somebody("合规", Role.COMPLIANCE_OFFICER)
    placed = place_order(wish=wish(1), by=customer, at=noon)
    asked = ask_for_closure(reason="", by=customer, at=noon)
    with pytest.raises(StillSomethingOpen, match=placed.number):
        close_account(request_id=asked.id, by=by, at=noon)
    assert Account.objects.get(pk=customer.account_id).is_active
