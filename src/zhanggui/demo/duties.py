"""The house knows its duties: the register is adopted and watched, policies are written and read."""

from datetime import datetime, timedelta
from typing import Any

from zhanggui.demo.cast import staff
from zhanggui.demo.firms import judge
from zhanggui.demo.story import on_day
from zhanggui.demo.world import told
from zhanggui.domain.compliance.models import Policy, PolicyVersion
from zhanggui.domain.compliance.operations.acknowledge_policy import acknowledge_policy
from zhanggui.domain.compliance.operations.adopt_register import adopt_register
from zhanggui.domain.compliance.operations.draft_policy import PolicyScope, draft_policy
from zhanggui.domain.compliance.operations.open_comments import open_comments
from zhanggui.domain.compliance.operations.record_comment import record_comment
from zhanggui.domain.compliance.operations.review_register import review_register
from zhanggui.domain.compliance.operations.revise_policy import revise_policy
from zhanggui.domain.compliance.operations.submit_policy import submit_policy
from zhanggui.domain.compliance.operations.watch_changes import Looked, watch_changes
from zhanggui.domain.compliance.queries import policies_for
from zhanggui.domain.compliance.states import Area, Audience, Impact
from zhanggui.domain.compliance.writing import PolicyTerms
from zhanggui.identity.roles import Role

SOURCES = (
    "国家法律法规数据库",
    "市场监管总局规章库",
    "国家广播电视总局公告",
    "国家税务总局公告",
    "国家网信办公告",
)


def the_house_knows_its_duties() -> None:
    """The register and the policies of staff first; then a rule of the platform is made, and changes."""
    officer = staff("compliance")
    adopt_register(by=officer, at=on_day(0, 9, 40))
    _watched(
        on_day(1, 15),
        "直播电商与平台规则两部新规章已施行。",
        "规则变更公示期改为 7 日与 15 日，数值已登记。",
    )
    world = told("policies")
    for place, row in enumerate(world["policy"]):
        at = on_day(1, 10, 5 * place)
        version = _drafted(row, Audience.STAFF, at, effective=3)
        _approved(version, at + timedelta(hours=4))
    for row in world["rule"]:
        _rule_is_made_and_changed(row)
    for row in world["draft"]:
        version = _drafted(row, Audience.PUBLIC, on_day(34, 9), effective=60)
        open_comments(version_id=version.pk, by=officer, at=on_day(34, 10))
        record_comment(
            version_id=version.pk,
            who="会员 王女士",
            text="希望追评也能带图，并且显示购买时间。",
            by=officer,
            at=on_day(34, 15),
        )
    _everybody_reads(on_day(17, 10))
    _watched(on_day(30, 15), "本月未见与本公司有关的新规章。", "无需修改，下月继续查看。")
    review_register(
        note="逐条看过义务与控制；尚无控制的条款由各章负责人提出证明方式。",
        by=officer,
        at=on_day(33, 16),
    )


def _watched(at: datetime, found: str, decision: str) -> None:
    looked = Looked(sources=SOURCES, found=found, decision=decision)
    watch_changes(looked=looked, by=staff("compliance"), at=at)


def _drafted(row: dict[str, Any], audience: Audience, at: datetime, *, effective: int) -> PolicyVersion:
    scope = PolicyScope(
        code=row["code"],
        title=row["title"],
        area=Area(row["area"]),
        audience=audience,
        owner=Role(row["owner"]),
        readers=tuple(Role(one) for one in row["readers"]),
    )
    terms = PolicyTerms(text=row["text"], basis=row["basis"], effective_on=on_day(effective).date())
    return draft_policy(scope=scope, terms=terms, by=staff("compliance"), at=at)


def _approved(version: PolicyVersion, at: datetime) -> None:
    submit_policy(version_id=version.pk, by=staff("compliance"), at=at)
    judge(version.pk, "review", staff("executive"), at + timedelta(hours=1))


def _rule_is_made_and_changed(row: dict[str, Any]) -> None:
    """Comments for a week, notice for a week; the change touches many, so its notice is fifteen days."""
    officer = staff("compliance")
    first = _drafted(row, Audience.PUBLIC, on_day(0, 10), effective=16)
    open_comments(version_id=first.pk, by=officer, at=on_day(0, 11))
    _approved(first, on_day(8, 10))
    terms = PolicyTerms(
        text=row["changed"],
        changes=row["change"],
        impact=Impact.MAJOR,
        basis=row["basis"],
        effective_on=on_day(45).date(),
    )
    policy = Policy.objects.get(code=row["code"])
    change = revise_policy(policy_id=policy.pk, terms=terms, by=officer, at=on_day(18, 9))
    open_comments(version_id=change.pk, by=officer, at=on_day(18, 10))
    _approved(change, on_day(27, 10))


def _everybody_reads(at: datetime) -> None:
    for name in told("people")["staff"]:
        reader = staff(name)
        for release in policies_for(reader, at):
            acknowledge_policy(version_id=release.version_id, by=reader, at=at)
