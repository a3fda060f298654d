"""Every check of the gate says what to do, and by which law."""

import ast
from pathlib import Path

from zhanggui.domain.broadcast import rules
from zhanggui.domain.broadcast.remedies import REMEDIES, SOURCES


def _checks():
    """Code and rule of every ``Check(...)`` written in the rules."""
    tree = ast.parse(Path(rules.__file__).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Check":
            code, _, rule = node.args[:3]
            said = [
                part.value
                for part in ast.walk(rule)
                if isinstance(part, ast.Constant) and part.value != "short"
            ]
            yield ast.literal_eval(code), said


def test_every_check_has_its_remedy_and_its_source():
    checks = list(_checks())
    assert len(checks) > 25
    assert {code for code, _ in checks} == set(REMEDIES)
    assert {rule for _, said in checks for rule in said} <= set(SOURCES)
