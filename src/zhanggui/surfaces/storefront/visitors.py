"""Whether somebody who follows a link is a person: programs announce themselves, and browsers look ahead."""

from functools import cache

from crawlerdetect import CrawlerDetect
from django.http import HttpRequest


@cache
def _detector() -> CrawlerDetect:
    return CrawlerDetect()


def is_program(request: HttpRequest) -> bool:
    """A search engine, a preview of a messenger, a script, or a page that is only fetched in advance."""
    if request.method != "GET" or request.headers.get("Purpose") == "prefetch":
        return True
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        return True
    name = request.headers.get("User-Agent", "")[:400]
    return not name or bool(_detector().isCrawler(name))
