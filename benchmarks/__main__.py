"""``make bench``: starts everything itself, prints figures beside yardsticks, leaves var/bench.json."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "var" / "bench.json"
WORLD = ROOT / "var" / "bench"
GOALS = {"random": 0.20, "hot": 0.15, "list": 0.15, "goods": 0.15, "replay": 60, "allocation_seconds": 60}
DATA = Path(os.environ.get("ZHANGGUI_DATA", ROOT.parent / "shared" / "data"))


def main() -> None:
    """Measure everything. Exit status 1 where a goal is missed."""
    shutil.rmtree(WORLD, ignore_errors=True)
    WORLD.mkdir(parents=True)
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {"VAR_DIR": str(WORLD), "DJANGO_SETTINGS_MODULE": "zhanggui.config.settings"}
    _zhanggui("manage", "migrate", "--verbosity", "0")
    results: dict[str, Any] = {"at": time.strftime("%Y-%m-%dT%H:%M:%S%z"), "cores": os.cpu_count()}
    _measure(results)
    results["mailing"] = _mailing()
    results["searching"] = _searching()
    results["accounts"] = _accounts()
    results["replay"] = _replay()
    results["screening"] = _screening()
    RESULT.write_text(json.dumps(results, indent=2, ensure_ascii=False))
    sys.exit(0 if _show(results) else 1)


def _measure(results: dict[str, Any]) -> None:
    import django

    django.setup()
    from django.db import connection

    from benchmarks import allocating, coupons, pages, reconciling, watching
    from benchmarks.placing import Placing
    from benchmarks.servers import house

    _say("filling the shelf")
    placing = Placing()
    with connection.cursor() as cursor:
        # What autovacuum does within a minute: a shop that has been open knows its tables.
        cursor.execute("ANALYZE")
    with house() as port:
        _say("selling 200 pieces to 1,000 attempts")
        results["sell_out"] = placing.sell_out(port)
        _say("200 members ask for the last 20 coupons")
        results["coupons"] = coupons.burst(port)
        _say("reading pages")
        results["pages"] = pages.measure(port)
        _say("placing orders on random goods, and pgbench the same rows")
        results["random"] = placing.measure(port, placing.goods)
        _say("placing orders on one hot article, and pgbench the same rows")
        results["hot"] = placing.measure(port, placing.hot)
    _say("five hundred screens of the control room")
    results["watching"] = watching.measure()
    _say("allocating and waving 5,000 orders")
    results["allocation"] = allocating.measure()
    _say("comparing a bill of 100,000 lines")
    results["reconciling"] = reconciling.measure()


def _mailing() -> dict[str, Any]:
    """Sending a campaign over a local mail server, with a worker killed halfway."""
    _say("sending a campaign of 3,000 mails, and killing its worker")
    command = [sys.executable, "-m", "benchmarks.mailing"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, text=True, check=False)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _searching() -> dict[str, Any]:
    """Search and lists over a large catalogue, in a database of its own."""
    _say("filling a catalogue of 200,000 goods, and searching it")
    environment = os.environ | {"VAR_DIR": str(WORLD / "searching")}
    _zhanggui("manage", "migrate", "--verbosity", "0", **environment)
    command = [sys.executable, "-m", "benchmarks.searching"]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _accounts() -> dict[str, Any]:
    """Settlement with many suppliers, and then the close of the month, in a database of their own."""
    environment = os.environ | {"VAR_DIR": str(WORLD / "accounts")}
    _zhanggui("manage", "migrate", "--verbosity", "0", **environment)
    found: dict[str, Any] = {}
    for name, what in (
        ("settlement", "settling with 1,000 suppliers over 200,000 order lines"),
        ("closing", "closing a month of 100,000 orders"),
    ):
        _say(what)
        command = [sys.executable, "-m", f"benchmarks.{name}"]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False
        )
        found[name] = json.loads(done.stdout)
    return found


def _replay() -> dict[str, Any] | None:
    """The rate of order lives, in a database of its own."""
    if not (DATA / "olist").is_dir():
        _say(f"no replay: there is no data in {DATA / 'olist'}")
        return None
    count = os.environ.get("BENCH_REPLAY_ORDERS", "1000")
    _say(f"replaying {count} orders")
    world = WORLD / "replay"
    orders = os.environ.get("BENCH_REPLAY_ORDERS", "1000")
    words = ["replay", "olist", str(DATA / "olist"), "--orders", orders, "--json"]
    answer = json.loads(_zhanggui(*words, VAR_DIR=str(world)))
    return {key: answer[key] for key in ("seconds", "orders_per_second")} | {"verify": answer["verify"]["ok"]}


def _screening() -> dict[str, Any] | None:
    """What the rules of advertising find in public lists and real titles."""
    from benchmarks import screening

    if not (DATA / "cn_ad_rules").is_dir():
        _say(f"no screening: there is no data in {DATA / 'cn_ad_rules'}")
        return None
    _say("screening words, clauses, disguises and titles")
    return screening.measure()


def _zhanggui(*words: str, **environment: str) -> str:
    command = [sys.executable, "-m", "zhanggui.config.cli", *words]
    done = subprocess.run(
        command, env=os.environ | environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


Row = tuple[str, float, float, float, float]
"""What was measured: the figure, its yardstick, the ratio and the goal."""


def _rows(results: dict[str, Any]) -> list[Row]:
    random_, hot, pages = results["random"], results["hot"], results["pages"]
    orders = [
        (what, found["orders_per_second"], found["pgbench_per_second"], found["ratio"], goal)
        for what, found, goal in (
            ("orders/s, random goods", random_, 0.20),
            ("orders/s, one hot article", hot, 0.15),
        )
    ]
    shown = [
        (
            f"pages/s, {name}",
            pages[name]["pages_per_second"],
            pages["minimal_per_second"],
            pages[name]["ratio"],
            0.15,
        )
        for name in ("list", "goods")
    ]
    return orders + shown


def _show(results: dict[str, Any]) -> bool:
    """Print the table; whether every goal was met."""
    out, lines = results["sell_out"], _rows(results)
    print(f"\n{'what':28}{'figure':>12}{'yardstick':>12}{'ratio':>9}{'goal':>8}")
    for what, figure, yardstick, ratio, goal in lines:
        print(f"{what:28}{figure:>12}{yardstick:>12}{ratio:>9}{goal:>8}{'' if ratio >= goal else '  MISSED'}")
    for name in ("random", "hot"):
        print(f"latency, {name}: p50 {results[name]['p50_ms']} ms, p99 {results[name]['p99_ms']} ms")
    print(
        f"hot: {out['attempts']} attempts by {out['clients']} clients for {out['pieces']} pieces: sold"
        f" {out['sold']}, told sold out {out['told_sold_out']}, ledger findings {out['ledger_findings']}"
    )
    taken = results["coupons"]
    print(
        f"coupon burst: {taken['clients']} clients on the last {taken['coupons']} coupons: taken"
        f" {taken['taken']}, told all are taken {taken['told_all_are_taken']}, in {taken['seconds']} s,"
        f" p99 {taken['p99_ms']} ms"
    )
    exact = (out["sold"], out["lines_written"], out["left"], out["ledger_findings"]) == (
        out["pieces"],
        out["pieces"],
        0,
        0,
    )
    exact = exact and (taken["taken"], taken["written"], taken["left"]) == (20, 20, 0)
    met = exact and all(line[3] >= line[4] for line in lines)
    mailing = results["mailing"]
    print(
        f"campaign: {mailing['per_hour']} messages/h (goal {mailing['goal_per_hour']}), a bare connection"
        f" {mailing['bare_per_hour']}; worker killed: twice {mailing['received_twice']},"
        f" in doubt {mailing['in_doubt']}"
    )
    met = met and mailing["per_hour"] >= mailing["goal_per_hour"] and not mailing["received_twice"]
    met = _show_searching(results["searching"]) and met
    met = _show_accounts(results["accounts"]) and met
    met = _show_watching(results["watching"]) and met
    if replay := results["replay"]:
        rate = replay["orders_per_second"]
        print(f"replay: {rate} order lives/s (goal {GOALS['replay']}), verified: {replay['verify']}")
        met = met and rate >= GOALS["replay"] and replay["verify"]
    if found := results["screening"]:
        from benchmarks import screening

        screening.show(found)
        met = met and not screening.missed_goals(found)
    met = _show_allocation(results["allocation"]) and met
    met = _show_reconciling(results["reconciling"]) and met
    print(f"written to {RESULT}")
    return met


def _show_accounts(found: dict[str, Any]) -> bool:
    settled, closed = found["settlement"], found["closing"]
    print(
        f"settlement: {settled['suppliers']} suppliers, {settled['lines']} lines in {settled['seconds']} s"
        f" (goal {settled['goal_seconds']} s), only adding them up {settled['add_up_seconds']} s,"
        f" held for a difference {settled['held']}"
    )
    print(
        f"month close: {closed['orders']} orders into {closed['vouchers']} vouchers in {closed['seconds']} s"
        f" (goal {closed['goal_seconds']} s), only adding them up {closed['add_up_seconds']} s,"
        f" differences {closed['differences']}"
    )
    exact = not settled["held"] and not closed["differences"]
    in_time = all(one["seconds"] <= one["goal_seconds"] for one in (settled, closed))
    return exact and in_time


def _show_searching(found: dict[str, Any]) -> bool:
    """Whole pages of results over HTTP, with the prices and the stock of their moment."""
    from benchmarks import searching

    for name in ("chinese", "english", "category"):
        one = found[name]
        print(
            f"{name} over {found['goods']} goods: {one['per_second']} pages/s (p50 {one['p50_ms']} ms, p99"
            f" {one['p99_ms']} ms, ratio {one['ratio']}); each asked for the first time: "
            f"{one['first_per_second']} pages/s, p99 {one['first_p99_ms']} ms"
        )
    return searching.is_good(found)


def _show_watching(found: dict[str, Any]) -> bool:
    """Every screen is told within two seconds of what the books hold."""
    from benchmarks import watching

    together, alone = found["together"], found["alone"]
    print(
        f"control room: {found['screens']} screens told {together['told']} of {together['to_tell']} times,"
        f" p50 {together['p50_seconds']} s, slowest {together['slowest_seconds']} s (goal"
        f" {watching.GOAL_SECONDS}; one alone {alone['slowest_seconds']} s);"
        f" {together['cpu_percent']} % of a core (alone {alone['cpu_percent']} %), {together['memory_mb']} MB"
    )
    return watching.is_good(found)


def _show_allocation(found: dict[str, Any]) -> bool:
    """Five thousand orders in under a minute, and how near the cheapest choice is."""
    seconds = found["allocating_seconds"] + found["waving_seconds"]
    print(
        f"allocation: {found['allocated']} of {found['orders']} orders in {seconds:.1f} s (goal 60);"
        f" cost {found['cost_yuan']} yuan, by greed {found['greedy_yuan']}, bound {found['bound_yuan']}"
    )
    return bool(seconds < GOALS["allocation_seconds"])


def _show_reconciling(found: dict[str, Any]) -> bool:
    """A bill read, kept and compared, every difference a case; beside the bare join of the same rows."""
    print(
        f"reconciling: {found['rows']} lines in {found['seconds']} s (goal {found['goal_seconds']}), of which"
        f" reading {found['read_seconds']} s; {found['differences']} differences; the bare join"
        f" {found['join_seconds']} s"
    )
    return bool(found["seconds"] < found["goal_seconds"])


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
