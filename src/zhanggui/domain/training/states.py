"""The posts that people are trained for. Those of the house bear the name of their role."""

from enum import StrEnum

from zhanggui.identity.roles import Role


class Post(StrEnum):
    """What a course prepares for, and a certificate entitles to."""

    EVERYBODY = "everybody"
    """Everybody of the house: security of information, personal data (B-6.4.4, B-8.4.1)."""
    HOST = Role.HOST.value
    PRODUCT_REVIEWER = Role.PRODUCT_REVIEWER.value
    AD_REVIEWER = Role.AD_REVIEWER.value
    PRICE_APPROVER = Role.PRICE_APPROVER.value
    CS_AGENT = Role.CS_AGENT.value
    SECURITY_OFFICER = Role.SECURITY_OFFICER.value
    SUPPLIER = Role.SUPPLIER.value
    CARRIER = Role.CARRIER.value


PARTNERS = frozenset({Post.SUPPLIER, Post.CARRIER})
"""Firms outside the house: one trained person for each is what the norm asks (A-4.2.2, B-7.2.3)."""

SECURITY_MODULES = ("网络安全知识", "数据加密与存储技术", "信息安全事件处理流程", "信息安全法律法规")
"""What the training of everybody must contain (B-8.4.1), in the words of the clause."""
