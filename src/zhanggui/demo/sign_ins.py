"""Who can sign in to the example world: one of each role."""

from dataclasses import dataclass

from zhanggui.demo.cast import PASSWORD
from zhanggui.demo.world import told

PAGES = {"scheduler": "/control-room/", "agent": "/desk/"}
"""Where a post's own tool is; all others start at the console."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """An account for the tour: where it opens, and with what."""

    role: str
    path: str
    username: str
    password: str


def sign_ins() -> tuple[SignIn, ...]:
    """One sign-in per role, in the order of the tour."""
    staff = told("people")["staff"]
    posts = [SignIn(p["zh"], PAGES.get(name, "/console/"), name, PASSWORD) for name, p in staff.items()]
    supplier, carrier = told("firms")["supplier"][0], told("firms")["carrier"][0]
    customer = told("people")["customer"][0]
    partners = [
        SignIn(f"供应商 {supplier['name']}", "/partners/", supplier["code"], PASSWORD),
        SignIn(f"承运商 {carrier['name']}", "/partners/", carrier["code"], PASSWORD),
    ]
    buyer = SignIn(f"顾客 {customer['name']}", "/", customer["mobile"], "短信验证码见 /dev/sms")
    return (*posts, *partners, buyer)
