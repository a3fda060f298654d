"""The gate: what must be in order before a slot may go on, each check with its rule. Pure functions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhanggui.domain.advertising.screening import Context, screen
from zhanggui.domain.broadcast import airtime
from zhanggui.domain.broadcast.airtime import Item
from zhanggui.domain.broadcast.remedies import REMEDIES, SOURCES
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm, source_of

LONGEST = timedelta(hours=12)
EARLY_MINUTES = 15
"""So many minutes before its time a slot may be started."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotToJudge:
    """What the gate must know about a slot."""

    channel_class: str
    licensed_from: date
    licensed_to: date
    programme_kind: str
    starts_at: datetime
    ends_at: datetime
    host: str
    host_certified: bool
    """Whether whoever hosts has a certificate that holds from the beginning to the end."""
    script: str
    shorts_beside: Sequence["Aired"] = ()
    """Other shopping shorts of the channel on the same days."""
    items: Sequence[Item] = ()
    """What else the channel shows on those days that the limits count."""
    script_approved: bool | None = None
    """For a short: whether these words are an approved advertisement. None: programmes are reviewed."""
    materials: Sequence["Material"] = ()
    ai_parts: Sequence[str] = ()
    ai_label: str = ""
    repeats_unfinished: bool = False
    """Whether it repeats a run that did not end on air, or of which no recording is kept."""


@dataclass(frozen=True, slots=True)
class Material:
    """An advertisement shown in the slot: whether it may be all the time, and its label if AI made it."""

    number: str
    showable: bool
    ai_label: str


@dataclass(frozen=True, slots=True)
class Aired:
    """When a short runs, and whether it is of the same programme."""

    starts_at: datetime
    ends_at: datetime
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsToJudge:
    """What the gate must know about one article of the slot.

    ``stops`` are the reasons why it may not be sold at some moment of the slot. ``prices`` are the ids of the
    prices a buyer would pay at its beginning and at its end. ``left`` is how many pieces could be set aside,
    or none if they are set aside already.
    """

    item_number: str
    name: str | None
    category: str
    ban_source: str | None
    legal_class: str
    maker_name: str
    maker_address: str
    stops: Sequence[str]
    prices: Sequence[object]
    shown_price: object | None
    quota: int
    left: int | None
    ban_rule: str = "TV-06"


@dataclass(frozen=True, slots=True)
class Check:
    """One finding of the gate: what was checked, by which rule, whether it is in order, and about what."""

    code: str
    title: str
    rule: str
    passed: bool
    about: str = ""
    law: str = ""
    """The source, where it is another than the usual one of the rule."""

    @property
    def remedy(self) -> str:
        """What to do about it (a message id)."""
        return REMEDIES[self.code]

    @property
    def source(self) -> str:
        """The law or norm the rule comes from."""
        return self.law or SOURCES.get(self.rule, self.rule)


def judge(slot: SlotToJudge, goods: Sequence[GoodsToJudge]) -> list[Check]:
    """Every check of the gate, passed or not, in the order people work through them."""
    found = [*schedule(slot), Check("goods", "There is something to show", "B-5.3.4", bool(goods))]
    for one in goods:
        found += [*_goods(one), _fit_for_minors(slot, one)]
    return found


def schedule(slot: SlotToJudge) -> list[Check]:
    """The checks of channel, hours and script."""
    return [
        _licensed(slot),
        _class_may_sell(slot),
        *_hours(slot),
        Check("host", "The host is named", "TV-09", bool(slot.host.strip())),
        Check(
            "host_certified",
            "The host holds a certificate to the end of the slot",
            "TV-09",
            slot.host_certified or not slot.host.strip(),
            slot.host.strip(),
        ),
        *_words(slot),
        *_shown(slot),
    ]


def failed(checks: Iterable[Check]) -> list[Check]:
    """Those that are not in order."""
    return [check for check in checks if not check.passed]


def _licensed(slot: SlotToJudge) -> Check:
    first, last = (moment.astimezone(SHANGHAI).date() for moment in (slot.starts_at, slot.ends_at))
    holds = slot.licensed_from <= first and last <= slot.licensed_to
    return Check("licence", "The channel is licensed for the whole slot", "TV-10", holds)


def _class_may_sell(slot: SlotToJudge) -> Check:
    short = slot.programme_kind == "short"
    key = "broadcast.short_closed_classes" if short else "broadcast.shopping_closed_classes"
    closed: Sequence[str] = norm(key, on=slot.starts_at)
    passed = slot.channel_class not in closed
    title = "A channel of this class may show such a programme"
    return Check("channel_class", title, "TV-05" if short else "TV-10", passed)


def _hours(slot: SlotToJudge) -> Iterator[Check]:
    """The hours and lengths of shopping outside shopping channels."""
    if slot.programme_kind == "short":
        yield from _ad_minutes(slot)
        yield from _beside(slot)
        if slot.channel_class == "satellite":
            yield from _satellite(slot)
    elif slot.channel_class not in OWN_CHANNELS:
        free = _free_of(slot, "broadcast.shopping_block_closed_hours")
        yield Check("hours", "It is not in the hours closed to shopping programmes", "TV-10", free)
        longest = timedelta(hours=norm("broadcast.shopping_block_hours", on=slot.starts_at))
        yield Check("length", "It is not too long", "TV-10", slot.ends_at - slot.starts_at <= longest)


OWN_CHANNELS = ("shopping", "online")
"""Channels that exist for shopping: no hour of theirs is closed to it."""
PRIME_TIME = (19, 21)


def _satellite(slot: SlotToJudge) -> Iterator[Check]:
    """Shopping shorts on satellite channels (TV-04)."""
    free = _free_of(slot, "broadcast.satellite_short_closed_hours")
    yield Check("hours", "It is not in the hours closed to shopping shorts", "TV-04", free)
    longest = timedelta(minutes=norm("broadcast.satellite_short_minutes", on=slot.starts_at))
    yield Check("length", "It is not too long", "TV-04", slot.ends_at - slot.starts_at <= longest)
    most = norm("broadcast.satellite_shorts_per_hour", on=slot.starts_at)
    touched = set(_clock_hours(slot.starts_at, slot.ends_at))
    beside = sum(bool(touched & set(_clock_hours(one.starts_at, one.ends_at))) for one in slot.shorts_beside)
    yield Check("per_hour", "It is the only one of its hour", "TV-04", beside < most)
    repeats = norm("broadcast.satellite_short_repeats", on=slot.starts_at)
    same = sum(one.same for one in slot.shorts_beside)
    yield Check("repeats", "It does not run too often in a day", "TV-04", same < repeats)


def _ad_minutes(slot: SlotToJudge) -> Iterator[Check]:
    """A shopping short is advertising, and counts in the minutes of its hours (TV-01, TV-02)."""
    runs = _commercial(slot)
    hours = _clock_hours(slot.starts_at, slot.ends_at)
    most = norm("broadcast.ad_minutes_per_hour", on=slot.starts_at)
    full = max(airtime.minutes_within(runs, hour, hour + timedelta(hours=1)) for hour in hours)
    yield Check("ad_minutes", "Advertising does not exceed its minutes in the hour", "TV-02", full <= most)
    day = slot.starts_at.astimezone(SHANGHAI).replace(minute=0, second=0, microsecond=0)
    since, until = (day.replace(hour=hour) for hour in PRIME_TIME)
    allowed = norm("broadcast.ad_minutes_prime_time", on=slot.starts_at)
    evening = (
        airtime.minutes_within(runs, since, until) if slot.starts_at < until and slot.ends_at > since else 0
    )
    yield Check(
        "prime_time", "Advertising does not exceed its minutes in the evening", "TV-02", evening <= allowed
    )


def _commercial(slot: SlotToJudge) -> list[tuple[datetime, datetime]]:
    """All advertising of the channel on the day, this short among it."""
    shorts = [(one.starts_at, one.ends_at) for one in slot.shorts_beside]
    return [(slot.starts_at, slot.ends_at), *shorts, *airtime.runs(slot.items, "commercial")]


def _beside(slot: SlotToJudge) -> Iterator[Check]:
    """What the rest of the day must look like for a short: public service, and no drama around it."""
    day = slot.starts_at.astimezone(SHANGHAI).date()
    share = norm("broadcast.public_service_percent", on=slot.starts_at)
    given = airtime.public_service_percent(slot.items, _commercial(slot), day)
    title = "Public-service advertising has its share of the day"
    yield Check("public_service", title, "TV-03", given >= share, f"{given:.1f} %")
    least = norm("broadcast.public_service_prime_items", on=slot.starts_at)
    evening = airtime.in_the_evening(slot.items, day, PRIME_TIME)
    title = "Public-service advertising runs in the evening"
    yield Check("public_evening", title, "TV-03", evening >= least, str(evening))
    dramas = airtime.around(slot.items, "drama", slot.starts_at, slot.ends_at)
    title = "It is not inside an episode of a drama"
    yield Check("drama", title, "TV-13", not dramas, "、".join(dramas))


def _shown(slot: SlotToJudge) -> Iterator[Check]:
    """Advertisements shown in it, what its script must not say, and what a machine made of it."""
    day = slot.starts_at.astimezone(SHANGHAI).date()
    said = screen({"script": slot.script}, Context(on=day, media=frozenset({"television"})))
    told: Sequence[str] = norm("broadcast.banned_script_words", on=slot.starts_at)
    words = [one for one in dict.fromkeys(hit.found for hit in said.prohibited) if one not in told]
    title = "Its script says nothing that advertising law forbids"
    yield Check("script_words", title, "AD-01", not words, "、".join(words))
    if slot.script_approved is not None:
        title = "Its script is an approved advertisement, word by word"
        yield Check("script_approved", title, "AD-14", slot.script_approved)
    refused = [one.number for one in slot.materials if not one.showable]
    title = "Its materials are approved and may be shown"
    yield Check("materials", title, "AD-14", not refused, "、".join(refused))
    made = bool(slot.ai_parts) or any(one.ai_label for one in slot.materials)
    title = "What a machine made is labelled on screen"
    yield Check("ai_label", title, "AD-25", bool(slot.ai_label.strip()) or not made)
    title = "The run it repeats was aired to its end and is on record"
    yield Check("rerun", title, "TV-09", not slot.repeats_unfinished)


def _free_of(slot: SlotToJudge, key: str) -> bool:
    since, until = norm(key, on=slot.starts_at)
    return all(not since <= hour < until for hour in hours_of(slot.starts_at, slot.ends_at))


def _clock_hours(starts_at: datetime, ends_at: datetime) -> list[datetime]:
    """The beginnings of the clock hours that a slot touches."""
    moment = starts_at.astimezone(SHANGHAI).replace(minute=0, second=0, microsecond=0)
    hours = []
    while moment < ends_at:
        hours.append(moment)
        moment += timedelta(hours=1)
    return hours


def hours_of(starts_at: datetime, ends_at: datetime) -> list[int]:
    """The clock hours of Shanghai that a slot touches."""
    return [hour.hour for hour in _clock_hours(starts_at, ends_at)]


def _words(slot: SlotToJudge) -> Iterator[Check]:
    yield Check("script", "There is a script", "TV-09", bool(slot.script.strip()))
    banned: Sequence[str] = norm("broadcast.banned_script_words", on=slot.starts_at)
    said = [word for word in banned if word in slot.script]
    yield Check("words", "The script says nothing that is banned on air", "TV-08", not said, "、".join(said))
    promises: Sequence[Sequence[str]] = norm("broadcast.script_promises", on=slot.starts_at)
    wanting = [ways[0] for ways in promises if not any(word in slot.script for word in ways)]
    title = "The script promises return without reason and pay after inspection"
    yield Check("promises", title, "TV-07", not wanting or not slot.script.strip(), "、".join(wanting))


def _goods(one: GoodsToJudge) -> Iterator[Check]:
    about = f"{one.item_number} {one.name or ''}".strip()
    stops = [stop for stop in one.stops if stop not in ELSEWHERE]
    papers = [stop for stop in one.stops if stop in PAPERS]
    published = one.name is not None and "not_published" not in one.stops
    yield Check("published", "Its information is approved and published", "B-2.2.5", published, about)
    yield Check("saleable", "It and its seller may be sold now", "B-2.1.2", not stops, _with(about, stops))
    yield Check("documents", "Its documents are valid to the end", "EC-03", not papers, _with(about, papers))
    yield Check(
        "category",
        "Goods of its kind may be shown",
        one.ban_rule,
        one.ban_source is None,
        _with(about, [one.category]),
        one.ban_source or "",
    )
    named = bool(one.maker_name.strip() and one.maker_address.strip())
    yield Check("maker", "Maker's name and address are given", "TV-06", named, about)
    priced = None not in one.prices and len(set(one.prices)) == 1
    same = one.shown_price is None or one.shown_price in one.prices
    yield Check("price", "One approved price holds for the whole slot", "B-4.2.3", priced and same, about)
    lawful = "stopped_price" not in one.stops
    yield Check("price_lawful", "Its price is not under suspicion", "B-4.4.1", lawful, about)
    enough = one.left is None or one.left >= one.quota
    yield Check("stock", "There is stock for its quota", "TV-07", enough, about)


PAPERS = ("document_expired", "stopped_document")
ELSEWHERE = ("not_published", "no_price", "stopped_price", *PAPERS)
"""Stops that have checks of their own."""


def _fit_for_minors(slot: SlotToJudge, one: GoodsToJudge) -> Check:
    """Channels of education and for children show nothing that minors should not see."""
    asked = slot.channel_class in norm("broadcast.minors_classes", on=slot.starts_at)
    unfit = asked and one.legal_class in norm("broadcast.unfit_for_minors", on=slot.starts_at)
    title = "Minors may see it on this channel"
    return Check("minors", title, "TV-05", not unfit, f"{one.item_number} {one.name or ''}".strip())


def _with(about: str, more: Sequence[str]) -> str:
    return f"{about} ({', '.join(more)})" if more else about


BAN_RULES = {"broadcast.banned_classes_decree_61": "TV-12", "advertising.banned_classes": "AD-04"}
"""The rules of the bans that are not TV-06."""


def ban_source(key: str | None, *, on: datetime) -> str | None:
    """The law behind a ban, or none where there is no ban."""
    return source_of(key, on=on) if key else None
