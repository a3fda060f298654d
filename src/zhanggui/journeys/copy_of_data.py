"""A copy of everything the house keeps about one customer, readable by people and by programs (PIPL 45)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.queries import returns_of
from zhanggui.domain.care.queries import complaints_of, consultations_of
from zhanggui.domain.members import queries as members
from zhanggui.domain.members.operations.note_copy_taken import note_copy_taken
from zhanggui.domain.messaging.queries import choices, inbox
from zhanggui.domain.sales.models import Address
from zhanggui.domain.sales.queries import cart_lines, orders_of
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account, Consent, SignIn

Part = Callable[[UUID, Actor, datetime], Any]


@transaction.atomic
def copy_of_data(*, by: Actor, at: datetime) -> dict[str, Any]:
    """One's own data, part by part. That it was taken is recorded, what it held is not."""
    copy = {name: part(by.account_id, by, at) for name, part in PARTS.items()}
    note_copy_taken(parts=list(PARTS), by=by, at=at)
    return {"taken_at": at.isoformat(), **copy}


def _account(account_id: UUID, by: Actor, at: datetime) -> dict[str, Any]:
    account = Account.objects.select_related("person").get(pk=account_id)
    return {
        "name": account.person.name if account.person else "",
        "mobile": account.mobile,
        "email": account.email,
        "since": account.created_at.isoformat(),
    }


def _consents(account_id: UUID, by: Actor, at: datetime) -> list[dict[str, Any]]:
    given = Consent.objects.filter(person=by.person_id).select_related("text").order_by("given_at")
    return [
        {
            "purpose": one.purpose,
            "version": one.text.version,
            "title": one.text.title,
            "given_at": one.given_at.isoformat(),
            "withdrawn_at": one.withdrawn_at and one.withdrawn_at.isoformat(),
        }
        for one in given
    ]


def _sign_ins(account_id: UUID, by: Actor, at: datetime) -> list[dict[str, Any]]:
    came = SignIn.objects.filter(account=account_id, completed_at__isnull=False).order_by("-begun_at")[:200]
    return [{"at": one.begun_at.isoformat(), "address": one.address, "device": one.device} for one in came]


def _addresses(account_id: UUID, by: Actor, at: datetime) -> list[dict[str, Any]]:
    return [
        {
            "recipient": one.recipient,
            "mobile": one.mobile,
            "address": f"{one.province}{one.city}{one.district}{one.street}",
            "in_use": one.retired_at is None,
        }
        for one in Address.objects.filter(account=account_id).order_by("created_at")
    ]


def _orders(account_id: UUID, by: Actor, at: datetime) -> list[dict[str, Any]]:
    return [
        {
            "number": one.number,
            "placed_at": one.placed_at.isoformat(),
            "state": one.state,
            "payable_fen": one.payable_fen,
            "invoice": one.invoice_wish,
            "lines": [
                {"name": line.name, "quantity": line.quantity, "amount_fen": line.amount_fen}
                for line in one.lines.all()
            ],
        }
        for one in orders_of(account_id)
    ]


def _returns(account_id: UUID, by: Actor, at: datetime) -> list[dict[str, Any]]:
    return [
        {"number": one.number, "order": one.order.number, "state": one.state, "refund_fen": one.refund_fen}
        for one in returns_of(account_id)
    ]


def _words(account_id: UUID, by: Actor, at: datetime) -> list[dict[str, Any]]:
    said = [*complaints_of(account_id), *consultations_of(account_id)]
    return [{"number": one.case.number, "at": one.received_at.isoformat(), "text": one.text} for one in said]


def _membership(account_id: UUID, by: Actor, at: datetime) -> dict[str, Any]:
    standing = members.standing(account_id, at)
    return {
        "level": standing.level.code,
        "points": standing.points,
        "bought_in_a_year_fen": standing.growth_fen,
        "points_by_order": [
            {"order": one.order_number, "points": one.points, "until": one.expires_at.isoformat()}
            for one in members.grants_of(account_id)
        ],
        "favourites": [one.sku.code for one in members.favourites_of(account_id)],
        "waiting_for": [{"sku": one.sku.code, "kind": one.kind} for one in members.watches_of(account_id)],
        "looked_at": [str(goods) for goods in members.seen_by(account_id)],
        "cart": [{"sku": line.sku.code, "quantity": line.quantity} for line in cart_lines(account_id)],
    }


def _messages(account_id: UUID, by: Actor, at: datetime) -> dict[str, Any]:
    refused = [f"{topic} {channel}" for (topic, channel), wanted in choices(by).items() if not wanted]
    received = [{"at": one.created_at.isoformat(), "kind": one.kind} for one in inbox(by)[:500]]
    return {"refused": refused, "received": received}


PARTS: dict[str, Part] = {
    "account": _account,
    "consents": _consents,
    "sign_ins": _sign_ins,
    "addresses": _addresses,
    "membership": _membership,
    "orders": _orders,
    "returns": _returns,
    "complaints_and_questions": _words,
    "messages": _messages,
}
