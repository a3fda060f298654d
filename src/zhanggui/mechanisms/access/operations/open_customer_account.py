"""An account for a caller, or for somebody known from another shop's history."""

from datetime import datetime

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.identity.mobile import masked, mobile_number
from zhanggui.identity.models import Account
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access import consents, people
from zhanggui.mechanisms.access.applicants import Customer
from zhanggui.mechanisms.access.capabilities import OPEN_CUSTOMER_ACCOUNT
from zhanggui.mechanisms.access.facts import CustomerRegistered
from zhanggui.mechanisms.access.refusals import AlreadyRegistered
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("identity_account_mobile_hash_key", AlreadyRegistered)


@transaction.atomic
def open_customer_account(*, customer: Customer, by: Actor, at: datetime) -> Account:
    """Make somebody a customer. They sign in later with a code sent to their number."""
    by.require(OPEN_CUSTOMER_ACCOUNT)
    with refusing():
        account = people.open_customer(customer, opened_by=by.account_id, at=at)
    consents.give_all(account, customer.purposes, customer.channel, at)
    told = CustomerRegistered(
        mobile=masked(mobile_number(customer.mobile)) if customer.mobile else "",
        purposes=customer.purposes,
        channel=customer.channel,
    )
    trail.record(told, on=account, by=by, at=at)
    return account
