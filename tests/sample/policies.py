"""How notices are reviewed, and how trouble with them is handled."""

from datetime import datetime, timedelta
from uuid import UUID

from tests.sample.models import Notice
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role, capability
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms.approvals import ApprovalPolicy, Check, Step
from zhanggui.mechanisms.cases import CasePolicy, Clocks, Closing, Rung

READ = capability("sample.read", Role.PRODUCT_REVIEWER)
VISIT = capability("sample.visit", Role.SUPPLIER_MANAGER)
SIGN = capability("sample.sign", Role.EXECUTIVE)


def _became(outcome: str):  # type: ignore[no-untyped-def]
    def write(subject_id: UUID, by: Actor, at: datetime) -> None:
        Notice.objects.filter(pk=subject_id).update(outcome=outcome)

    return write


def _content(notice: Notice) -> dict[str, str]:
    return {"text": notice.text}


ONE = ApprovalPolicy(
    kind="sample.one",
    title="Notice",
    steps=(Step("read", READ, "Reading", (Check("true", "It is true"), Check("clear", "It is clear"))),),
    deadline=timedelta(days=3),
    content=_content,
    approved=_became("approved"),
    rejected=_became("rejected"),
    lapsed=_became("lapsed"),
)

THREE = ApprovalPolicy(
    kind="sample.three",
    title="Notice in three steps",
    steps=(Step("read", READ), Step("visit", VISIT), Step("sign", SIGN)),
    approved=_became("approved"),
)

PAIR = ApprovalPolicy(
    kind="sample.pair",
    title="Notice read by two",
    steps=(Step("read", READ, approvers=2),),
    approved=_became("approved"),
    rejected=_became("rejected"),
)


class NothingOnFile(Refusal):
    """There is no record of a visit."""

    code = "nothing-on-file"


def _on_file(subject_id: UUID, by: Actor, at: datetime) -> None:
    if not Notice.objects.filter(pk=subject_id, outcome="visited").exists():
        raise NothingOnFile


READY = ApprovalPolicy(
    kind="sample.ready",
    title="Notice that needs a record before its second step",
    steps=(Step("read", READ, passed=_became("read")), Step("visit", VISIT, ready=_on_file)),
)

SAME = ApprovalPolicy(
    kind="sample.same",
    title="Notice that one person may take through both steps",
    steps=(Step("read", READ), Step("sign", SIGN)),
    several_steps_per_person=True,
)

HANDLE = capability("sample.handle", Role.CS_AGENT, Role.CS_SUPERVISOR)

CASE = CasePolicy(
    kind="sample.case",
    title="Sample case",
    prefix="SC",
    severities={
        "minor": Clocks(respond=timedelta(hours=1), answer=timedelta(hours=24)),
        "major": Clocks(respond=timedelta(hours=1), answer=timedelta(hours=24), resolve=timedelta(hours=48)),
        "grave": Clocks(respond=timedelta(minutes=10), answer=timedelta(hours=2), resolve=timedelta(hours=4)),
    },
    handling=HANDLE,
    escalation=(Rung(50, Role.CS_AGENT), Rung(80, Role.CS_SUPERVISOR), Rung(100, Role.EXECUTIVE)),
    closing=Closing(finding=True, rectification=True, reply=True),
    causes={"goods": "Goods", "delivery": "Delivery"},
    reopen_within=timedelta(days=7),
)
