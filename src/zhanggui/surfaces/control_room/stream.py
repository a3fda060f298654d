"""Pushing the figures to every screen once a second (server-sent events), by one reader for all of them.

The pages are served by threads, and a screen that listens would hold one for hours. So listening has a small
server of its own (``zhanggui stream``), where a screen costs a socket and nothing else: five hundred of them
cost the database as much as one.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Read = Callable[[], Mapping[str, Any]]

log = logging.getLogger(__name__)
EVERY = 1.0
QUIET = 15.0
"""After so many seconds without news a screen is told that we are still here."""
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"access-control-allow-origin", b"*"),
]


class Stream:
    """An ASGI application: ``GET /?ticket=…&channel=…`` listens until the ticket's time is over.

    ``read`` is asked once a second while anybody listens; what it answers is written once for each channel.
    """

    def __init__(
        self, read: Read, *, admits: Callable[[str], bool], seconds: float, every: float = EVERY
    ) -> None:
        self.read, self.admits, self.seconds, self.every = read, admits, seconds, every
        self.listeners = 0
        self.news: dict[str, bytes] = {}
        self.turn = asyncio.Event()
        self.reader: asyncio.Task[None] | None = None
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="figures")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        if not self.admits(asked.get("ticket", [""])[0]):
            await send({"type": "http.response.start", "status": 403, "headers": HEADERS[1:]})
            await send({"type": "http.response.body", "body": b""})
            return
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        gone = asyncio.ensure_future(_until_gone(receive))
        telling = asyncio.ensure_future(self._tell(asked.get("channel", [""])[0], send))
        self.listeners += 1
        self._begin()
        try:
            await asyncio.wait({gone, telling}, timeout=self.seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.listeners -= 1
            left = gone.done()
            for task in (gone, telling):
                task.cancel()
            await asyncio.gather(gone, telling, return_exceptions=True)
        if not left:
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _tell(self, channel: str, send: Send) -> None:
        told = b""
        while True:
            news = self.news.get(channel, self.news.get("", b""))
            if news != told:
                told = news
                await send(
                    {"type": "http.response.body", "body": b"data: " + news + b"\n\n", "more_body": True}
                )
            try:
                # Not wait_for: until Python 3.12 it may swallow being cancelled as the event arrives.
                async with asyncio.timeout(QUIET):
                    await self.turn.wait()
            except TimeoutError:
                await send({"type": "http.response.body", "body": b": quiet\n\n", "more_body": True})

    def _begin(self) -> None:
        if self.reader is None or self.reader.done():
            self.reader = asyncio.ensure_future(self._read_on())

    async def _read_on(self) -> None:
        loop = asyncio.get_running_loop()
        while self.listeners:
            began = loop.time()
            try:
                seen = await loop.run_in_executor(self.thread, self.read)
            except Exception:
                log.exception("the figures could not be read")
            else:
                self.news = {name: json.dumps(one).encode() for name, one in seen.items()}
                turn, self.turn = self.turn, asyncio.Event()
                turn.set()
            await asyncio.sleep(max(self.every - (loop.time() - began), 0.05))


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
