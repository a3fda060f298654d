"""Which messages people read, and which of them have no Chinese yet.

Collects every message id of the source: gettext calls and template tags, refusals, facts, policies, and the
names of fields that the console shows. ``python tools/untranslated.py`` prints what is missing, by file.
"""

import ast
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src" / "zhanggui"
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
TRANSLATE = re.compile(r"""\{%-?\s*(?:translate|trans)\s+(["'])(.*?)\1(?:\s+context\s+(["'])(.*?)\3)?""")
BLOCK = re.compile(
    r"\{%-?\s*blocktrans(?:late)?\b[^%]*%\}(.*?)(?:\{%\s*plural\s*%\}.*?)?\{%-?\s*endblocktrans", re.S
)

Message = tuple[str | None, str]
"""The context, if any, and the message id."""


def in_python(path: Path) -> Iterator[Message]:
    """The messages of gettext calls in a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if name.startswith("pgettext") and len(words) == 2:
            yield words[0], words[1]
        elif name in CALLS and words:
            yield None, words[0]


def in_template(path: Path) -> Iterator[Message]:
    """The messages of a template."""
    text = path.read_text(encoding="utf-8")
    for found in TRANSLATE.finditer(text):
        yield found[4], found[2]
    for found in BLOCK.finditer(text):
        yield None, re.sub(r"\{\{\s*(\w+)[^}]*\}\}", r"%(\1)s", found[1])


def in_registries() -> Iterator[tuple[str, Message]]:
    """The messages that are declared as data: refusals, facts, policies, fields."""
    from django.apps import apps
    from django.contrib import admin

    from zhanggui.domain.messaging import kinds as notice_kinds
    from zhanggui.kernel.refusal import Refusal
    from zhanggui.mechanisms import cases, trail
    from zhanggui.mechanisms.approvals.policy import policies

    for refusal in _below(Refusal):
        if refusal.__module__.startswith("zhanggui."):
            yield refusal.__module__, (None, refusal.template())
    for fact in trail.known_facts().values():
        yield fact.__module__, (None, fact.fact_sentence)  # type: ignore[attr-defined]
    for policy in policies():
        for step in policy.steps:
            for words in (policy.title, step.title, *(check.statement for check in step.checklist)):
                yield f"policy {policy.kind}", (None, words)
    for case_policy in cases.policies():
        for words in (case_policy.title, *(case_policy.causes or {}).values()):
            yield f"cases {case_policy.kind}", (None, words)
    for kind in (kind for kind in notice_kinds.kinds() if not kind.code.startswith("test.")):
        for words in (kind.title, kind.subject, kind.text, *filter(None, [kind.short])):
            yield f"notice {kind.code}", (None, words)
    for model in apps.get_models():
        if admin.site.is_registered(model):
            for words in (model._meta.verbose_name, model._meta.verbose_name_plural):
                yield f"noun {model._meta.label}", ("noun", str(words))
            for field in model._meta.fields:
                yield f"noun {model._meta.label}", (None, str(field.verbose_name).removesuffix(" fen"))


def _below(kind: type) -> Iterator[type]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


def all_messages() -> dict[Message, set[str]]:
    """Every message, with where it is said."""
    from importlib import import_module

    from django.utils import translation

    # Surfaces are imported by their addresses, and journeys by surfaces.
    import_module("zhanggui.config.urls")
    found: dict[Message, set[str]] = defaultdict(set)
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            for message in in_python(path):
                found[message].add(str(path.relative_to(SOURCE)))
    for path in sorted(p for kind in ("html", "txt", "jinja") for p in SOURCE.rglob(f"*.{kind}")):
        for message in in_template(path):
            found[message].add(str(path.relative_to(SOURCE)))
    with translation.override("en"):
        for where, message in in_registries():
            found[message].add(where)
    return {message: where for message, where in found.items() if message[1].strip()}


def untranslated() -> dict[Message, set[str]]:
    """Those that a Chinese reader would see in English."""
    from django.utils import translation

    messages = all_messages()
    with translation.override("zh-hans"):
        return {message: where for message, where in messages.items() if not _chinese(*message)}


def _chinese(context: str | None, words: str) -> bool:
    from django.utils.translation import gettext, pgettext

    said = pgettext(context, words) if context else gettext(words)
    return said != words or not re.search(r"[a-z]{2,}", re.sub(r"\{\w*\}|%\(\w+\)s", "", words))


def main() -> None:
    """Print what is missing; exit status 1 if anything is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhanggui.config.settings")
    import django

    django.setup()
    missing = untranslated()
    for (context, words), where in sorted(missing.items(), key=lambda item: sorted(item[1])[0]):
        print(f"{sorted(where)[0]}\t{context or ''}\t{words}")
    print(f"{len(missing)} without Chinese", file=sys.stderr)
    sys.exit(bool(missing))


if __name__ == "__main__":
    main()
