"""Console pages that are not about one noun. A module adds its own with ``page``."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

View = Callable[..., HttpResponse]
_pages: list[tuple[str, str, View]] = []


def page(route: str, name: str) -> Callable[[View], View]:
    """Put a view on the console under ``route``; only staff come in. Its address is ``admin:<name>``."""

    def add(view: View) -> View:
        _pages.append((route, name, view))
        return view

    return add


def extra_pages(site: Any) -> list[URLPattern]:
    """The addresses of all added pages."""
    return [path(route, site.admin_view(view), name=name) for route, name, view in _pages]


def shell(request: HttpRequest, **context: Any) -> dict[str, Any]:
    """What the console's shell needs on a page of its own."""
    from zhanggui.surfaces.console.site import site

    return {**site().each_context(request), **context}
