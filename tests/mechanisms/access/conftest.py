"""People at the door."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest

from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account, TextMessage
from zhanggui.identity.roles import Role
from zhanggui.mechanisms.access.applicants import NewAccount
from zhanggui.mechanisms.access.operations.grant_role import grant_role
from zhanggui.mechanisms.access.operations.open_staff_account import open_staff_account
from zhanggui.mechanisms.access.operations.publish_policy_text import publish_policy_text
from zhanggui.mechanisms.access.operations.request_sign_in_code import request_sign_in_code
from zhanggui.mechanisms.access.rules import Origin

PASSWORD = "a-rainy-day-2026"
HERE = Origin("203.0.113.7", "a browser")
MOBILE = "13800001234"


@pytest.fixture
def staff(db: None, noon: datetime) -> Callable[..., Account]:
    """Opens the account of somebody of the house, with these roles."""

    def opened(username: str, *roles: Role, id_number: str = "") -> Account:
        new = NewAccount(username=username, name=username.title(), password=PASSWORD, id_number=id_number)
        account = open_staff_account(new=new, by=SYSTEM, at=noon)
        for role in roles:
            grant_role(account_id=account.id, role=role, by=SYSTEM, at=noon)
        return account

    return opened


@pytest.fixture
def texts(db: None, noon: datetime) -> None:
    """The texts that customers agree to, and one they need not."""
    for purpose, title in (("membership", "会员规则"), ("privacy", "隐私政策"), ("marketing", "营销短信")):
        publish_policy_text(purpose=purpose, title=title, body="…", by=SYSTEM, at=noon)


@pytest.fixture
def send_code(db: None) -> Callable[..., str]:
    """Asks for a code and reads it on the phone."""

    def sent(at: datetime, mobile: str = MOBILE, origin: Origin = HERE) -> str:
        request_sign_in_code(mobile=mobile, origin=origin, at=at)
        body = TextMessage.objects.order_by("-created_at", "-id")[0].body
        return re.findall(r"[0-9]{6}", str(body))[0]

    return sent
