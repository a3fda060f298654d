"""A customer registers by themselves, with the code sent to their number."""

from datetime import datetime

from django.db import transaction

from zhanggui.identity.actor import PUBLIC_ACCOUNT
from zhanggui.identity.mobile import masked, mobile_number
from zhanggui.identity.models import Account, SignIn
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access import codes, consents, entrances, people
from zhanggui.mechanisms.access.applicants import REQUIRED_PURPOSES, Customer, Registration
from zhanggui.mechanisms.access.facts import CustomerRegistered
from zhanggui.mechanisms.access.knocking import knock
from zhanggui.mechanisms.access.refusals import AlreadyRegistered, ConsentMissing
from zhanggui.mechanisms.access.rules import Origin
from zhanggui.schema.encrypted import keyed_hash
from zhanggui.schema.violations import refusing


def register_customer(*, registration: Registration, origin: Origin, at: datetime) -> SignIn:
    """Make somebody a customer who holds the phone and agrees to the texts in force, and let them in.

    Raises ``WrongCode``, ``ConsentMissing``, ``AlreadyRegistered``, ``WeakPassword`` and
    ``TooManyRegistrations``.
    """
    number = mobile_number(registration.mobile)
    for purpose in REQUIRED_PURPOSES:
        if purpose not in registration.purposes:
            raise ConsentMissing(title=consents.text_in_force(purpose).title)
    if registration.password:
        people.refuse_weak(registration.password, number)
    code = codes.check(number, registration.code, at)
    if Account.objects.filter(mobile_hash=keyed_hash(number)).exists():
        raise AlreadyRegistered
    with refusing(), transaction.atomic():
        codes.use(code, at)
        knock("register", origin, at)
        return _register(registration, number, origin, at)


def _register(registration: Registration, number: str, origin: Origin, at: datetime) -> SignIn:
    customer = Customer(name=registration.name, mobile=number, purposes=registration.purposes)
    account = people.open_customer(customer, opened_by=PUBLIC_ACCOUNT, at=at, password=registration.password)
    consents.give_all(account, customer.purposes, customer.channel, at)
    told = CustomerRegistered(mobile=masked(number), purposes=customer.purposes, channel=customer.channel)
    trail.record(told, on=account, by=account.actor(via="web"), at=at)
    return entrances.begin(account, origin, at, complete=True)
