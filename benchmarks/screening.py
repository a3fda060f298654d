"""What the screening of advertisements finds, misses and marks wrongly, sample by sample.

Run alone (``python -m benchmarks.screening``) or by the bench. The samples are public lists and real titles
that lie outside the project; without them there is nothing to measure.

- **words**: a public list of banned and limited words. Each, in a plain sentence and by its kind of goods,
  must be marked.
- **clauses**: the regulator's coded list of illegal expressions: every word it quotes must be marked.
- **evasions**: the words of the first list in seven disguises.
- **titles**: real titles. Those named in ``judged_titles.txt`` (by digest) were judged by hand: a mark on one
  that is in order is a false alarm, one that has to be looked at and is not marked is missed.
"""

import csv
import gzip
import hashlib
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pypinyin import lazy_pinyin

from zhanggui.domain.advertising.screening import Context, Hit, rulebook, screen

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("ZHANGGUI_DATA", ROOT.parent / "shared" / "data"))
JUDGED = Path(__file__).with_name("judged_titles.txt")
ON = date(2026, 11, 22)
EVERY_CLASS = ("ordinary", "health_food", "education", "finance", "cosmetics", "alcohol", "farming")
GROUPS = {
    "YP": "drug",
    "YL": "medical_device",
    "YLQX": "medical_device",
    "NY": "farming",
    "SY": "farming",
    "SP": "health_food",
    "J": "alcohol",
    "FDC": "real_estate",
    "ZH": "ordinary",
}
QUOTED = re.compile(r"“([^”]{2,20})”")
GOALS = {"words": 0.90, "clauses": 0.80, "evasions": 0.85, "titles": 0.95}
"""The least share found of each sample; of titles, the least share of titles in order that stay unmarked."""


def hits(text: str, *ad_classes: str) -> tuple[Hit, ...]:
    """What the rules mark in a text of these kinds of goods, in the shop."""
    context = Context(on=ON, ad_classes=frozenset(ad_classes), media=frozenset({"shop"}))
    return screen({"words": text}, context).hits


def marked(text: str, ad_classes: Iterable[str]) -> bool:
    """Whether anything is marked in any of these kinds."""
    return any(hits(text, one) for one in ad_classes)


def limit_words() -> list[str]:
    """The public list of words."""
    path = DATA / "cn_ad_rules" / "ad_limit_words.txt"
    return path.read_text(encoding="utf-8").split() if path.is_file() else []


def clause_words() -> Iterator[tuple[str, str]]:
    """Words that the coded list quotes, with the kind of goods they are forbidden in."""
    path = DATA / "cn_ad_rules" / "ad_illegal_expression_codes.csv"
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            ad_class = GROUPS.get(row["parent_code"], "ordinary")
            if "未" in row["expression"] and "标明" in row["expression"]:
                continue  # it quotes sentences that must stand there
            for word in QUOTED.findall(row["expression"]):
                yield word, ad_class


def titles() -> Iterator[tuple[str, str]]:
    """Real titles with the kind of goods they are for."""
    for name, column, ad_class in (
        ("cn_taobao_beauty/taobao_beauty_double11_2016.csv.gz", "title", "cosmetics"),
        ("cn_catalog/newbee_goods_info.csv.gz", "goods_name", "ordinary"),
        ("cn_catalog/yanxuan_goods.csv.gz", "name", "ordinary"),
        ("cn_catalog/yanxuan_goods.csv.gz", "brief", "ordinary"),
    ):
        path = DATA / name
        if path.is_file():
            with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
                yield from ((row[column].strip(), ad_class) for row in csv.DictReader(file) if row[column])


def same_sound(word: str) -> str:
    """The word with its second character replaced by another of the same sound."""
    others = {
        "级": "极",
        "一": "衣",
        "高": "糕",
        "佳": "家",
        "好": "郝",
        "品": "聘",
        "家": "加",
        "国": "果",
        "销": "消",
    }
    for place in range(len(word) - 1, 0, -1):
        other = others.get(word[place])
        if other and lazy_pinyin(other) == lazy_pinyin(word[place]):
            return word[:place] + other + word[place + 1 :]
    return ""


def pinyin_inside(word: str) -> str:
    """The word with its second character in letters."""
    return word[0] + lazy_pinyin(word[1])[0] + word[2:] if len(word) > 1 else ""


def traditional(word: str) -> str:
    """The word in traditional characters, where that is another writing."""
    import opencc

    converted: str = opencc.OpenCC("s2t").convert(word)
    return converted if converted != word else ""


DISGUISES: dict[str, Callable[[str], str]] = {
    "spaces": " ".join,
    "points": "·".join,
    "stars": "*".join,
    "a picture": lambda word: f"{word[:1]}🔥{word[1:]}",
    "traditional": traditional,
    "same sound (3 characters and more)": lambda word: same_sound(word) if len(word) > 2 else "",
    "pinyin inside": lambda word: pinyin_inside(word) if len(word) > 2 else "",
}


def _share(found: int, of: int) -> float:
    return round(found / of, 4) if of else 1.0


def measure_words() -> dict[str, Any]:
    """Hits and misses of the public list."""
    listed = limit_words()
    misses = [word for word in listed if not marked(f"这款商品{word}。", EVERY_CLASS)]
    return {"sample": len(listed), "hits": len(listed) - len(misses), "misses": misses}


def measure_clauses() -> dict[str, Any]:
    """Hits and misses of the words that the coded list quotes."""
    quoted = sorted(set(clause_words()))
    misses = [f"{word} ({kind})" for word, kind in quoted if not marked(f"本品{word}。", (kind,))]
    return {"sample": len(quoted), "hits": len(quoted) - len(misses), "misses": misses}


def measure_evasions() -> dict[str, Any]:
    """The words that are found plainly, in disguises; by disguise."""
    plain = [word for word in limit_words() if len(word) > 1 and marked(f"这款商品{word}。", EVERY_CLASS)]
    result: dict[str, Any] = {"sample": 0, "hits": 0, "misses": [], "by_disguise": {}}
    for name, disguise in DISGUISES.items():
        written = [(word, disguise(word)) for word in plain]
        written = [(word, other) for word, other in written if other and other != word]
        missed = [other for _, other in written if not marked(f"这款商品{other}。", EVERY_CLASS)]
        result["by_disguise"][name] = f"{len(written) - len(missed)}/{len(written)}"
        result["sample"] += len(written)
        result["hits"] += len(written) - len(missed)
        result["misses"] += missed
    return result


def key_of(title: str) -> str:
    """How a title is named in the project, which holds none of the data itself."""
    return hashlib.sha256(title.encode("utf-8")).hexdigest()[:16]


def judgements() -> dict[str, bool]:
    """Titles judged by hand: whether something in them has to be marked."""
    lines = JUDGED.read_text(encoding="utf-8").splitlines() if JUDGED.is_file() else []
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return {key: verdict == "mark" for key, verdict in rows}


def measure_titles() -> dict[str, Any]:
    """How many real titles are marked, by which rule; and of those judged by hand, how rightly."""
    unique = sorted(set(titles()))
    judged, rules = judgements(), Counter[str]()
    counts = {"marked": 0, "right": 0, "false_alarms": 0, "missed": 0, "judged": 0}
    started = time.perf_counter()
    alarms, missed = [], []
    for title, ad_class in unique:
        found = hits(title, ad_class)
        rules.update({hit.rule.code for hit in found})
        counts["marked"] += bool(found)
        wanted = judged.get(key_of(title))
        if wanted is None:
            continue
        counts["judged"] += 1
        if bool(found) == wanted:
            counts["right"] += 1
        elif found:
            counts["false_alarms"] += 1
            alarms.append(f"{found[0].found} ← {found[0].rule.code}")
        else:
            counts["missed"] += 1
            missed.append(key_of(title))
    seconds = time.perf_counter() - started
    return {
        "sample": len(unique),
        **counts,
        "alarms": alarms,
        "misses": missed,
        "by_rule": dict(rules.most_common()),
        "titles_per_second": round(len(unique) / seconds) if seconds else 0,
    }


def measure() -> dict[str, Any]:
    """Everything, as figures."""
    result = {
        "edition": rulebook().edition,
        "rules": len(rulebook().rules),
        "words_of_rules": sum(len(rule.words) for rule in rulebook().rules),
        "words": measure_words(),
        "clauses": measure_clauses(),
        "evasions": measure_evasions(),
        "titles": measure_titles(),
    }
    for name in ("words", "clauses", "evasions"):
        result[name]["share"] = _share(result[name]["hits"], result[name]["sample"])
    seen = result["titles"]
    in_order = sum(not wanted for wanted in judgements().values())
    seen["share"] = _share(in_order - seen["false_alarms"], in_order)
    return result


def missed_goals(result: dict[str, Any]) -> list[str]:
    """The samples whose goal is missed."""
    return [name for name, least in GOALS.items() if result[name]["share"] < least]


def show(result: dict[str, Any]) -> None:
    """The figures, with every miss by name."""
    print(f"rules of {result['edition']}: {result['rules']} rules, {result['words_of_rules']} words")
    for name in ("words", "clauses", "evasions"):
        one = result[name]
        print(f"\n{name}: {one['hits']}/{one['sample']} found ({one['share']:.1%})")
        for disguise, share in one.get("by_disguise", {}).items():
            print(f"  {disguise}: {share}")
        print("  missed:", "、".join(one["misses"]) or "none")
    seen = result["titles"]
    print(f"\ntitles: {seen['marked']} of {seen['sample']} marked, {seen['titles_per_second']} titles/s")
    print("  by rule:", ", ".join(f"{rule} {count}" for rule, count in seen["by_rule"].items()))
    print(
        f"  judged by hand: {seen['judged']}, right {seen['right']}, "
        f"false alarms {seen['false_alarms']}, missed {seen['missed']}"
    )
    print("  false alarms:", "、".join(seen["alarms"]) or "none")
    print("  missed:", ", ".join(seen["misses"]) or "none")


if __name__ == "__main__":
    figures = measure()
    show(figures)
    if "--json" in sys.argv:
        print(json.dumps(figures, ensure_ascii=False, indent=2))
    sys.exit(1 if missed_goals(figures) else 0)
