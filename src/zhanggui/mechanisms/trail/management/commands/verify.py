"""``zhanggui verify``: does everything agree with what was recorded?"""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from zhanggui.kernel import clock
from zhanggui.mechanisms.trail.findings import findings


class Command(BaseCommand):
    """Exit status 0: everything agrees. 1: there are findings, each naming the row."""

    help = "Recompute balances, compare rows with their history and the seals; name whatever does not agree."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object: ok, findings")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["json"]:
            found = [asdict(finding) for finding in findings(clock.now())]
            self.stdout.write(json.dumps({"ok": not found, "findings": found}, ensure_ascii=False, indent=1))
            count = len(found)
        else:
            count = self._print()
        if count:
            raise SystemExit(1)

    def _print(self) -> int:
        count = 0
        for finding in findings(clock.now()):
            count += 1
            self.stdout.write(f"{finding.kind:14} {finding.table} {finding.key}: {finding.what}")
        self.stdout.write("Everything agrees." if not count else f"{count} findings.")
        return count
