"""tools/tidy.py finds what it should, and its ratchet only shrinks."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import tidy  # noqa: E402

GOOD = '''"""A verb."""

def pack(*, parcel_id, by, at):
    record(parcel_id)
'''


def found(tmp_path: Path, name: str, text: str) -> list[str]:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    source = tidy.Source(path, tmp_path)
    return [trouble.rule for rule in tidy.RULES.values() for trouble in rule(source)]


@pytest.mark.parametrize(
    ("name", "text", "rules"),
    [
        pytest.param("src/d/operations/pack.py", GOOD, [], id="a verb as it should be"),
        pytest.param("src/d/operations/ship.py", GOOD, ["one-verb"], id="a verb in another verb's file"),
        pytest.param(
            "src/d/operations/pack.py",
            GOOD.replace("*, parcel_id", "parcel_id, *"),
            ["keyword-only"],
            id="by position",
        ),
        pytest.param(
            "src/d/operations/pack.py", GOOD.replace("by, ", ""), ["by-and-at"], id="done by nobody"
        ),
        pytest.param(
            "src/d/operations/pack.py", GOOD.replace("record(", "print("), ["recorded"], id="leaves no fact"
        ),
        pytest.param(
            "src/d/operations/pack.py",
            "# read-only: it counts\n" + GOOD.replace("record(", "print("),
            [],
            id="leaves no fact and says why",
        ),
        pytest.param("src/d/x.py", "class No(Refusal):\n    pass\n", ["refusal-speaks"], id="a mute refusal"),
        pytest.param("src/d/x.py", "rows.select_for_update()\n", ["locks"], id="a lock out of order"),
        pytest.param("src/d/x.py", "from django.dispatch import receiver\n", ["no-signals"], id="a signal"),
        pytest.param(
            "src/d/models.py", "is_done = models.BooleanField()\n", ["who-and-when"], id="a boolean"
        ),
        pytest.param("src/d/x.py", "at = timezone.now()\n", ["clock"], id="the clock in the middle"),
        pytest.param("src/d/utils.py", "", ["names"], id="a junk drawer"),
        pytest.param("src/d/x.py", "x = 1\n" * 401, ["file-lines"], id="a long file"),
        pytest.param(
            "src/d/x.py", "def f():\n" + "    x = 1\n" * 50, ["function-lines"], id="a long function"
        ),
        pytest.param("src/d/x.py", "def f(a, b, c, d, e, f, g): ...\n", ["parameters"], id="many parameters"),
        pytest.param("tests/test_x.py", "def test_x_1(): ...\n", ["test-names"], id="a numbered test"),
        pytest.param(
            "src/zhanggui/domain/sales/x.py",
            "from zhanggui.domain.catalog.models import Goods\n",
            ["private"],
            id="another domain's table",
        ),
    ],
)
def test_each_rule_finds_its_trouble_and_no_other(tmp_path, name, text, rules):
    assert found(tmp_path, name, text) == rules


def test_a_trouble_that_grows_beyond_the_ratchet_is_told():
    trouble = tidy.Trouble("file-lines", "src/x.py", "", 1, "has 450 lines of 400", 450)

    assert tidy.judge([trouble], {"file-lines src/x.py": 450}) == []
    assert tidy.judge([trouble], {"file-lines src/x.py": 449}) == [
        "src/x.py:1: has 450 lines of 400 [file-lines]"
    ]


def test_the_ratchet_loses_what_has_gone_and_follows_what_has_become_smaller():
    trouble = tidy.Trouble("file-lines", "src/x.py", "", 1, "has 450 lines of 400", 450)

    assert tidy.shrunk([trouble], {"file-lines src/x.py": 500, "names src/y.py": 1}) == {
        "file-lines src/x.py": 450
    }
