"""Nobody reaches what is another's: each role tries each other role's pages and things."""

import re
from collections.abc import Callable

import pytest

from trials import things
from trials.people import CARRIERS, CUSTOMERS, SUPPLIERS
from trials.web import Visitor

CONSOLE = re.compile(r'href="(/console/[^"#?]*)"')
NUMBERED = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
OUTSIDERS = ["", SUPPLIERS[0], CARRIERS[0]]
JUDGES = ["reviewer", "warehouse", "agent"]
SHOWN = ["reviewer", "warehouse", "agent", "finance", "price", "scheduler", "inspector", "supervisor"]

Visit = Callable[[str], Visitor]


@pytest.fixture(scope="session")
def console_pages(visitor: Visit) -> dict[str, set[str]]:
    """Who of the staff is shown which pages: lists, one thing of each, and the acts on it."""
    seen: dict[str, set[str]] = {}
    for username in SHOWN:
        someone = visitor(username)
        pages = set(CONSOLE.findall(someone.get("/console/").text)) - {"/console/logout/"}
        for address in sorted(pages):
            inner = CONSOLE.findall(someone.get(address).text)
            things = [link for link in inner if link.startswith(address) and NUMBERED.search(link)][:1]
            pages |= {link for link in inner if "/start/" in link} | set(things)
            for thing in things:
                pages |= {link for link in CONSOLE.findall(someone.get(thing).text) if "/act/" in link}
        seen[username] = pages
    return seen


@pytest.mark.parametrize("username", OUTSIDERS, ids=["nobody", "a supplier", "a carrier"])
def test_the_console_is_closed_to_outsiders(
    visitor: Visit, console_pages: dict[str, set[str]], username: str
) -> None:
    someone = visitor(username)
    opened = []
    for address in sorted(set().union(*console_pages.values())):
        answer = someone.get(address, follow=False)
        if answer.status not in {302, 403, 404}:
            opened.append((address, answer.status))
    assert not opened


@pytest.mark.parametrize("username", JUDGES)
def test_staff_open_only_the_desks_of_their_post(
    visitor: Visit, console_pages: dict[str, set[str]], username: str
) -> None:
    someone, own = visitor(username), console_pages[username]
    desks = {address for address in own if address.count("/") in (3, 4)}
    opened = []
    shapes: dict[str, str] = {}
    for address in sorted(set().union(*console_pages.values()) - own):
        shapes.setdefault(NUMBERED.sub("*", address), address)
    for address in shapes.values():
        status = someone.get(address, follow=False).status
        foreign = not any(address.startswith(desk) for desk in desks)
        if status >= 500 or (foreign and status not in {302, 403, 404}):
            opened.append((address, status))
    assert not opened


def test_a_supplier_sees_nothing_of_another_supplier(visitor: Visit) -> None:
    one, other = visitor(SUPPLIERS[0]), visitor(SUPPLIERS[1])
    link = re.compile(r'href="(/partners/(?:papers|goods)/[^"#?]+)"')
    shared = {"/partners/goods/new/", "/partners/goods/sheet/", "/partners/goods/sheet/empty.xlsx"}
    theirs = set(link.findall(other.get("/partners/goods/").text + other.get("/partners/papers/").text))
    ours = set(link.findall(one.get("/partners/goods/").text + one.get("/partners/papers/").text))
    assert theirs - shared, "the other supplier has nothing to try"
    assert not (theirs & ours) - shared
    opened = [address for address in sorted(theirs - shared) if one.get(address, follow=False).status == 200]
    # Released licences are everybody's: the public page shows them too.
    assert not [a for a in opened if visitor("").get("/licences/" + a.split("/")[-2]).status != 200]


def test_goods_of_one_supplier_are_not_edited_by_another(visitor: Visit) -> None:
    one = visitor(SUPPLIERS[1])
    foreign = re.findall(
        r'href="(/partners/goods/\d+/)"', visitor(SUPPLIERS[0]).get("/partners/goods/").text
    )[0]
    answer = one.post(f"{foreign}edit/", {"name": "别人的商品"}, follow=False)
    assert answer.status in {403, 404}


@pytest.mark.parametrize(
    ("path", "door"),
    [
        pytest.param("/desk/", "console/login", id="the phone desk"),
        pytest.param("/control-room/", "console/login", id="the control room"),
        pytest.param("/partners/orders/", "partners/login", id="the partners' orders"),
        pytest.param("/orders/", "sign-in", id="my orders"),
        pytest.param("/checkout/", "", id="the checkout"),
    ],
)
def test_a_stranger_is_shown_the_door(visitor: Visit, path: str, door: str) -> None:
    answer = visitor("").get(path)
    assert answer.status in {200, 403, 404}
    assert door in answer.address or answer.status in {403, 404}


@pytest.mark.parametrize("username", [SUPPLIERS[0], "finance"], ids=["a supplier", "finance"])
def test_tools_of_others_are_closed(visitor: Visit, username: str) -> None:
    for path in ("/desk/", "/desk/caller?mobile=13900000001"):
        assert visitor(username).get(path, follow=False).status in {302, 403, 404}


EVERYBODYS = {"goods", "ratings_of_goods", "ask_about_goods", "category", "remind", "wait", "picture",
              "sized_picture", "advertisement", "short_link", "rules", "platform_rule",
              "platform_rule_text", "paper", "parcel"}  # fmt: skip
"""Pages of the shop about what is everybody's: goods, guide, pictures, advertisements, licences, rules; and
of a parcel, masked, for whoever was given its signed link."""
REFUSED = {403, 404, 405}


def _opened(stranger: Visitor, addresses: list[str]) -> list[tuple[str, str, int]]:
    """What somebody else is answered with, by looking and by sending a form, where it is no refusal."""
    answers = [
        (verb, address, getattr(stranger, verb)(address, follow=False).status)
        for address in addresses
        for verb in ("get", "post")
    ]
    return [answer for answer in answers if answer[2] not in REFUSED]


def test_every_portal_page_about_a_thing_is_closed_to_other_partners(visitor: Visit) -> None:
    """Each route of the portal with a thing in its address, tried with the things of a peer."""
    known = things.routes("partner_portal", "/partners/")
    opened, met = [], set()
    for peers in (SUPPLIERS[:2], CARRIERS[:2]):
        shown = {name: things.shown(visitor(name), ["/partners/"], "/partners/") for name in peers}
        for owner, stranger in (peers, peers[::-1]):
            for route in known:
                theirs = set(things.named_by(route, shown[owner], known)) - shown[stranger]
                # A released licence is everybody's: the public page shows it too.
                hidden = [
                    one for one in sorted(theirs) if route.name != "paper" or not _public_paper(visitor, one)
                ]
                met |= {route.name} if hidden else set()
                opened += _opened(visitor(stranger), hidden[:2])
    assert not opened
    assert met >= {"paper", "renew", "goods_one", "edit_goods", "statement", "confirm_statement"}


def _public_paper(visitor: Visit, address: str) -> bool:
    return visitor("").get("/licences/" + address.split("/")[-2]).status == 200


def test_every_page_about_a_customers_thing_is_closed_to_other_customers(customer: Visit) -> None:
    """Each route of the shop with a thing in its address that is not everybody's."""
    known = [route for route in things.routes("storefront", "/") if route.name not in EVERYBODYS]
    owner, stranger, starts = customer(CUSTOMERS[6]), customer(CUSTOMERS[7]), ["/orders/", "/me/"]
    within = "/(orders|returns|pay|complaints|questions|survey|satisfaction|me|waiting)/"
    shown = things.shown(owner, starts, within) - things.shown(stranger, starts, within)
    found = {route.name: things.named_by(route, shown, known)[:2] for route in known}
    assert found["order"], "the owner has no order"
    # What the owner's pages do not lead to at this stage is tried with the number of one of their orders.
    number = found["order"][0].strip("/").split("/")[-1]
    for route in known:
        if not found[route.name] and (made := things.made(route, number)):
            found[route.name] = [made]
    assert not _opened(stranger, [one for addresses in found.values() for one in addresses])
