"""The console site: its home, its navigation by desk, and who may enter."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from unfold.sites import UnfoldAdminSite

from zhanggui.surfaces.console import navigation, workbench
from zhanggui.surfaces.console.desk import Desk
from zhanggui.surfaces.console.pages import extra_pages


class ConsoleSite(UnfoldAdminSite):
    """运营后台: opens for staff accounts only; each desk decides for itself who sees it."""

    site_title = _("Zhanggui console")
    site_header = _("Zhanggui")
    index_title = _("Workbench")
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_authenticated and request.user.is_staff)

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Desks only: what libraries bring for their own tables changes rows without an operation."""
        if admin_class is not None and issubclass(admin_class, Desk):
            super().register(model_or_iterable, admin_class, **options)

    def extra_urls(self) -> list[URLPattern]:
        """Pages that are not about one noun: approvals, cases, the cockpit, the trail."""
        return extra_pages(self)

    def get_sidebar_list(self, request: HttpRequest) -> list[dict[str, Any]]:
        return navigation.for_request(self, request)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        context = {
            **self.each_context(request),
            "title": self.index_title,
            **workbench.of(request),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "console/workbench.html", context)


def site() -> ConsoleSite:
    """The one console site."""
    return admin.site  # type: ignore[return-value]
