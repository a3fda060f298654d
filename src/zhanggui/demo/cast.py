"""The cast: the house itself, its staff, its rules, and the people who buy."""

from datetime import datetime

from zhanggui.demo.world import told, uscc
from zhanggui.identity.actor import HOUSE, SYSTEM, Actor
from zhanggui.identity.mobile import mobile_number
from zhanggui.identity.models import Account, Organisation
from zhanggui.identity.roles import Role
from zhanggui.mechanisms.access.applicants import Customer, NewAccount
from zhanggui.mechanisms.access.operations.change_staff_contact import change_staff_contact
from zhanggui.mechanisms.access.operations.grant_role import grant_role
from zhanggui.mechanisms.access.operations.open_customer_account import open_customer_account
from zhanggui.mechanisms.access.operations.open_staff_account import open_staff_account
from zhanggui.mechanisms.access.operations.publish_policy_text import publish_policy_text
from zhanggui.schema.encrypted import keyed_hash

PASSWORD = "zhanggui-demo-2026"  # noqa: S105  (printed for everybody who starts the demo)

POLICIES = (
    (
        "membership",
        "会员服务协议",
        "您注册后即成为本平台会员。下单即成立合同；商品与价格以下单时页面所示为准。"
        "除依法不适用七日无理由退货并经您逐次确认的商品外，签收次日起七日内可无理由退货。",
    ),
    (
        "privacy",
        "隐私政策",
        "我们只收集履行订单所必需的信息：姓名、手机号、收货地址与交易记录，用于下单、配送、售后与法定留存。"
        "您可以随时查询、更正、导出、删除，或撤回同意；撤回与同意一样方便。",
    ),
    (
        "marketing",
        "节目与优惠通知",
        "同意后，我们会以短信告诉您节目预告与优惠；回复 TD 或在会员中心一键退订。",
    ),
)


def staff(part: str) -> Actor:
    """Who holds this post in the demo world."""
    return actor_of(part)


def firm(code: str) -> Actor:
    """Who signs in for this supplier or carrier."""
    return actor_of(code)


def actor_of(username: str) -> Actor:
    """The account of this name as somebody who acts."""
    return Account.objects.select_related("person").get(username=username).actor(via="demo")


def customers() -> list[Actor]:
    """The people who buy, in the order of the story."""
    hashes = [keyed_hash(mobile_number(person["mobile"])) for person in told("people")["customer"]]
    found = {
        a.mobile_hash: a for a in Account.objects.select_related("person").filter(mobile_hash__in=hashes)
    }
    return [found[each].actor(via="demo") for each in hashes]


def open_house(at: datetime) -> None:
    """The firm that runs the shop."""
    Organisation.objects.get_or_create(
        id=HOUSE,
        defaults={
            "kind": Organisation.Kind.HOUSE,
            "name": "掌柜电视购物有限公司",
            "uscc": uscc("91310105MA1FW8R3K"),
            "created_at": at,
        },
    )


def hire_staff(at: datetime) -> None:
    """One account for each post; three administrators are three people."""
    for place, (part, person) in enumerate(told("people")["staff"].items(), start=1):
        number = f"1390001{place:04}"
        new = NewAccount(username=part, name=person["name"], password=PASSWORD)
        account = open_staff_account(new=new, by=SYSTEM, at=at)
        change_staff_contact(
            account_id=account.id, email=f"{part}@zhanggui.example", mobile=number, by=SYSTEM, at=at
        )
        for role in person["roles"]:
            grant_role(account_id=account.id, role=Role(role), by=SYSTEM, at=at)


def publish_policies(at: datetime) -> None:
    """The texts that customers agree to."""
    for purpose, title, body in POLICIES:
        publish_policy_text(purpose=purpose, title=title, body=body, by=staff("compliance"), at=at)


def welcome_customers(at: datetime) -> None:
    """The people who buy, registered by an agent on the phone with their consent."""
    agent = staff("agent")
    for person in told("people")["customer"]:
        customer = Customer(
            name=person["name"], mobile=person["mobile"], purposes=("membership", "privacy"), channel="phone"
        )
        open_customer_account(customer=customer, by=agent, at=at)
