"""``zhanggui keys rotate``: change the key-encryption key."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock
from zhanggui.mechanisms.documents.operations.rotate_keys import rotate_keys
from zhanggui.schema.encrypted import keyring


class Command(BaseCommand):
    help = "Show the version of the wrapping key, or rotate it and rewrap everything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["show", "rotate"])
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "show":
            told = {"version": keyring().active().version, "algorithm": keyring().active().algorithm.name}
        else:
            told = asdict(rotate_keys(by=SYSTEM.within(request_id="", via="cli"), at=clock.now()))
        line = ", ".join(f"{name}: {value}" for name, value in told.items())
        self.stdout.write(json.dumps(told) if options["json"] else line)
