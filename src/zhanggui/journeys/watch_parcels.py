"""Looking after parcels on the road by the clock: instructions passed on, the silent ones found."""

from datetime import datetime, timedelta

from zhanggui.domain.delivery import roads
from zhanggui.domain.delivery.operations.open_trouble import Found, open_trouble
from zhanggui.domain.delivery.operations.take_instruction import take_instruction
from zhanggui.domain.delivery.states import Errand, Tracker, TroubleKind
from zhanggui.domain.delivery.trackers import TrackerRefused, TrackerUnreachable, adapter_of
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.follow_parcels import look_after
from zhanggui.kernel.norms import norm
from zhanggui.kernel.refusal import NotFound


def find_silent(*, at: datetime) -> int:
    """Ask after every parcel without news for two days; how many stayed silent, and are a trouble now."""
    quiet_since = at - timedelta(hours=norm("delivery.silent_hours", on=at))
    found = 0
    for shipment_id in roads.silent_since(quiet_since):
        try:
            if look_after(shipment_id=shipment_id, at=at).new:
                continue
        except (NotFound, TrackerUnreachable, TrackerRefused):
            pass  # whoever cannot be asked has not told us anything either
        hours = norm("delivery.silent_hours", on=at)
        silent = Found(kind=TroubleKind.SILENT, note=f"{hours} h")
        open_trouble(shipment_id=shipment_id, found=silent, by=SYSTEM, at=at)
        found += 1
    return found


def pass_on_instructions(*, at: datetime) -> int:
    """Tell carriers' programs what to do with parcels; what they take is taken. How many were."""
    taken = 0
    for given in roads.instructions_to_pass_on():
        parcel = roads.on_the_road(given.shipment_id)
        where = str(given.address) if given.errand == Errand.REDIRECT and given.address else ""
        try:
            took = adapter_of(Tracker.WEBHOOK).tell(parcel, Errand(given.errand), where, at=at)
        except (TrackerUnreachable, TrackerRefused):
            continue  # it stays in the carrier's portal, and is tried again
        if took:
            take_instruction(instruction_id=given.id, by=SYSTEM, at=at)
            taken += 1
    return taken
