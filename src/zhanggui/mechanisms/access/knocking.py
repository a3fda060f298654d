"""How often one address may open new accounts: programs do it by the thousand, people do not."""

from datetime import datetime

from zhanggui.identity.models import SignInTry
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms.access import rules
from zhanggui.mechanisms.access.refusals import TooManyRegistrations
from zhanggui.mechanisms.access.rules import Origin
from zhanggui.mechanisms.access.tries import queue_for
from zhanggui.schema.encrypted import keyed_hash


def knock(door: str, origin: Origin, at: datetime) -> None:
    """Count one more account opened from there; call it in the transaction that opens it.

    Raises ``TooManyRegistrations``. A request of which nobody knows the address is not counted: it does not
    come from the network.
    """
    if origin.address is None:
        return
    name = keyed_hash(f"{door}:{origin.address}")
    queue_for(name)
    opened = SignInTry.objects.filter(name_hash=name).order_by("-at").values_list("at", flat=True)
    until = rules.wait_until(list(opened[: rules.REGISTRATIONS_REMEMBERED]), rules.REGISTRATIONS, at)
    if until:
        raise TooManyRegistrations(until=f"{until.astimezone(SHANGHAI):%H:%M}")
    SignInTry.objects.create(name_hash=name, address=None, outcome=SignInTry.Outcome.RIGHT, at=at)
