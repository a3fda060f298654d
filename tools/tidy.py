"""The checks no linter has. Each rule says what it wants and why; the ratchet lists what is not yet so.

``tools/ratchet.toml`` only shrinks: what has gone from the code goes from it by itself. A new trouble is
never added to it, but repaired.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RATCHET = Path(__file__).with_name("ratchet.toml")

FUNCTION_LINES_MAX = 50
FILE_LINES_MAX = 400
PARAMETERS_MAX = 6
SIGNALS = {"django.dispatch", "django.db.models.signals", "django.core.signals"}
JUNK = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "base", "misc", "tools"}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that is not as it should be, and how much of it."""

    rule: str
    path: str
    name: str
    line: int
    what: str
    size: int = 1

    @property
    def key(self) -> str:
        return f"{self.rule} {self.path} {self.name}".strip()

    def said(self) -> str:
        who = f"{self.name} " if self.name else ""
        return f"{self.path}:{self.line}: {who}{self.what} [{self.rule}]"


@dataclass(frozen=True)
class Source:
    """One Python file of the house."""

    path: Path
    root: Path = ROOT

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def name(self) -> str:
        return self.path.relative_to(self.root).as_posix()

    @property
    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def trouble(
        self, rule: str, node: ast.AST | None, what: str, *, name: str = "", size: int = 1
    ) -> Trouble:
        return Trouble(rule, self.name, name, getattr(node, "lineno", 1), what, size)

    def says(self, node: ast.AST, word: str) -> bool:
        """Whether the line of this node carries a comment with the word and a reason."""
        return re.search(rf"#.*\b{word}: \S", self.lines[node.lineno - 1]) is not None  # type: ignore[attr-defined]


Rule = Callable[[Source], Iterator[Trouble]]
RULES: dict[str, Rule] = {}


def rule(name: str) -> Callable[[Rule], Rule]:
    def register(function: Rule) -> Rule:
        RULES[name] = function
        return function

    return register


def _is_operation_file(source: Source) -> bool:
    return source.path.parent.name == "operations" and not source.path.name.startswith("_")


def _public_functions(source: Source) -> list[ast.FunctionDef]:
    return [n for n in source.tree.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]


def _verb(source: Source) -> list[ast.FunctionDef]:
    return [function for function in _public_functions(source) if function.name == source.path.stem]


def _called(node: ast.AST) -> set[str]:
    names = set()
    for call in ast.walk(node):
        if isinstance(call, ast.Call):
            target = call.func
            names.add(target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", ""))
    return names


@rule("one-verb")
def one_verb(source: Source) -> Iterator[Trouble]:
    """The folder of operations lists what can be done: one public function per file, named as the file."""
    if not _is_operation_file(source):
        return
    names = [function.name for function in _public_functions(source)]
    if names != [source.path.stem]:
        what = f"should hold the one public function {source.path.stem}, holds {', '.join(names) or 'none'}"
        yield source.trouble("one-verb", None, what)


@rule("by-and-at")
def by_and_at(source: Source) -> Iterator[Trouble]:
    """An operation is keyword-only and takes the person (``by``) and the time (``at``)."""
    if not _is_operation_file(source):
        return
    for function in _verb(source):
        keywords = {argument.arg for argument in function.args.kwonlyargs}
        if positional := [argument.arg for argument in function.args.args]:
            yield source.trouble(
                "keyword-only", function, f"takes {', '.join(positional)} by position", name=function.name
            )
        if missing := {"by", "at"} - keywords:
            what = f"does not take {' and '.join(sorted(missing))}"
            yield source.trouble("by-and-at", function, what, name=function.name)


@rule("recorded")
def recorded(source: Source) -> Iterator[Trouble]:
    """An operation leaves a fact, or says why not: ``# read-only: …`` or ``# recorded by: …`` in its file."""
    if not _is_operation_file(source) or re.search(r"# (read-only|recorded by): \S", source.text):
        return
    for function in _verb(source):
        if not {name for name in _called(source.tree) if "record" in name}:
            yield source.trouble("recorded", function, "leaves no fact", name=function.name)


@rule("refusal-speaks")
def refusal_speaks(source: Source) -> Iterator[Trouble]:
    """The docstring of a refusal is what people read."""
    refusals = {"Refusal", "NotAllowed", "NotFound", "Malformed"}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef):
            bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
            if bases & refusals or (bases and "refusals" in source.path.stem):
                refusals.add(node.name)
                if not ast.get_docstring(node):
                    yield source.trouble("refusal-speaks", node, "has no docstring to show", name=node.name)


@rule("locks")
def locks(source: Source) -> Iterator[Trouble]:
    """Rows are locked through ``.locked()``, which knows the order."""
    if source.name.endswith("schema/locking.py"):
        return
    for node in ast.walk(source.tree):
        named = isinstance(node, ast.Attribute) and node.attr == "select_for_update"
        if named and not source.says(node, "exempt"):
            yield source.trouble("locks", node, "locks rows without .locked()")


@rule("no-signals")
def no_signals(source: Source) -> Iterator[Trouble]:
    """What happens is readable top to bottom: no signals, no effects in ``save``."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.module in SIGNALS and not source.says(node, "exempt"):
            yield source.trouble("no-signals", node, f"imports {node.module}")
        if isinstance(node, ast.FunctionDef) and node.name == "save" and source.path.stem == "models":
            yield source.trouble("no-signals", node, "overrides save()", name=node.name)


@rule("who-and-when")
def who_and_when(source: Source) -> Iterator[Trouble]:
    """Who, when and why is a row or a time, not a boolean (``# exempt: reason`` where it truly is one)."""
    if "models" not in source.path.parts and source.path.stem != "models":
        return
    for node in ast.walk(source.tree):
        if not (isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call)):
            continue
        kind = getattr(node.value.func, "attr", getattr(node.value.func, "id", ""))
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        name = getattr(target, "id", "")
        if kind == "BooleanField" and name.startswith("is_") and not source.says(node, "exempt"):
            yield source.trouble("who-and-when", node, "is a boolean", name=name)


@rule("clock")
def clock(source: Source) -> Iterator[Trouble]:
    """The clock is read at the edges, through ``kernel.clock``, so that tests and replays can set it."""
    if source.name.endswith("kernel/clock.py") or not source.name.startswith("src/"):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = getattr(node.func.value, "id", "")
            if (owner, node.func.attr) in {
                ("datetime", "now"), ("datetime", "utcnow"), ("timezone", "now"), ("date", "today")
            } and not source.says(node, "exempt"):  # fmt: skip
                yield source.trouble("clock", node, f"reads {owner}.{node.func.attr}()")


@rule("names")
def names(source: Source) -> Iterator[Trouble]:
    """A junk drawer has no name of its own: say what is in it."""
    stem = source.path.parent.name if source.path.stem == "__init__" else source.path.stem
    if source.name.startswith("src/") and stem in JUNK and "# exempt:" not in source.text[:400]:
        yield source.trouble("names", None, f"is called {stem}")


@rule("private")
def private(source: Source) -> Iterator[Trouble]:
    """A table is its domain's secret: others call its operations and queries, so that it can change."""
    parts = source.name.split("/")
    if parts[:3] != ["src", "zhanggui", "domain"] or len(parts) < 5:
        return
    for node in ast.walk(source.tree):
        module = node.module if isinstance(node, ast.ImportFrom) else None
        found = re.fullmatch(r"zhanggui\.domain\.(\w+)\.(models|rules)(\..*)?", module or "")
        if found and found[1] != parts[3]:
            yield source.trouble("private", node, f"imports the {found[2]} of {found[1]}")


def _own_lines(function: ast.AST) -> int:
    """Its lines without those of functions and classes inside, which are measured by themselves."""
    inner = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    lines: int = (function.end_lineno or 0) - function.lineno + 1  # type: ignore[attr-defined]
    return lines - sum(
        _whole_lines(node) for node in ast.iter_child_nodes(function) if isinstance(node, inner)
    )


def _whole_lines(node: ast.AST) -> int:
    lines: int = node.end_lineno - node.lineno + 1  # type: ignore[attr-defined]
    return lines


def _is_command_line(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """The options of a command are its parameters, and people name them."""
    return any("command(" in ast.unparse(decorator) for decorator in function.decorator_list)


@rule("size")
def size(source: Source) -> Iterator[Trouble]:
    """What is short can be read: functions up to 50 lines, files up to 400, at most 6 parameters."""
    if len(source.lines) > FILE_LINES_MAX:
        count = len(source.lines)
        yield source.trouble("file-lines", None, f"has {count} lines of {FILE_LINES_MAX}", size=count)
    for function in source.functions:
        length = _own_lines(function)
        if length > FUNCTION_LINES_MAX:
            what = f"has {length} lines of {FUNCTION_LINES_MAX}"
            yield source.trouble("function-lines", function, what, name=function.name, size=length)
        arguments = function.args
        count = len(arguments.posonlyargs) + len(arguments.args) + len(arguments.kwonlyargs)
        count -= bool(arguments.args and arguments.args[0].arg in {"self", "cls"})
        if count > PARAMETERS_MAX and source.name.startswith("src/") and not _is_command_line(function):
            what = f"takes {count} parameters of {PARAMETERS_MAX}"
            yield source.trouble("parameters", function, what, name=function.name, size=count)


@rule("test-names")
def test_names(source: Source) -> Iterator[Trouble]:
    """A test is named as a clause, and nothing of ours is replaced in it by a mock."""
    if not source.name.startswith("tests/"):
        return
    for function in source.functions:
        if re.fullmatch(r"test_\w+_\d+", function.name) and not re.search(r"[a-z]_of_\d+$", function.name):
            yield source.trouble("test-names", function, "is numbered, not named", name=function.name)
    for match in re.finditer(r"patch(?:\.object)?\(\s*[\"']zhanggui\.", source.text):
        line = source.text[: match.start()].count("\n") + 1
        yield Trouble("no-mocks", source.name, "", line, "replaces our own code by a mock")


def sources(root: Path = ROOT) -> Iterator[Source]:
    """Every file that people write; migrations are written by Django."""
    for folder in ("src", "tests", "tools", "benchmarks"):
        for path in sorted((root / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield Source(path, root)


def troubles(root: Path = ROOT) -> list[Trouble]:
    """Everything that is not as it should be."""
    return [trouble for source in sources(root) for check in RULES.values() for trouble in check(source)]


def _sizes(found: list[Trouble]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for trouble in found:
        # Several of one kind in one place add up; a measured size is the largest one.
        sizes[trouble.key] = max(sizes.get(trouble.key, 0), trouble.size) if trouble.size > 1 else (
            sizes.get(trouble.key, 0) + 1
        )  # fmt: skip
    return sizes


def judge(found: list[Trouble], allowed: dict[str, int]) -> list[str]:
    """What to say: the troubles beyond the ratchet."""
    sizes = _sizes(found)
    return [trouble.said() for trouble in found if sizes[trouble.key] > allowed.get(trouble.key, 0)]


def shrunk(found: list[Trouble], allowed: dict[str, int]) -> dict[str, int]:
    """The ratchet, without what has gone and with what has become smaller."""
    sizes = _sizes(found)
    return {key: min(number, sizes[key]) for key, number in allowed.items() if key in sizes}


def _allowed() -> dict[str, int]:
    return dict(tomllib.loads(RATCHET.read_text(encoding="utf-8")).get("allowed", {}))


def _write(allowed: dict[str, int]) -> None:
    rows = "".join(f'"{key}" = {number}\n' for key, number in sorted(allowed.items()))
    RATCHET.write_text(
        f"# What is not yet as tools/tidy.py wants it. This list may only shrink.\n\n[allowed]\n{rows}",
        encoding="utf-8",
    )


def main() -> int:
    found, allowed = troubles(), _allowed()
    if (smaller := shrunk(found, allowed)) != allowed:
        _write(smaller)
        print("tidy: the ratchet has shrunk; commit tools/ratchet.toml")
    said = judge(found, allowed)
    print("\n".join(said) or f"tidy: {len(smaller)} exceptions left")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
