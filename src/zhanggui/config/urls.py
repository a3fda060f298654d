"""Every address of the house, by surface."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("console/", admin.site.urls),
    path("desk/", include("zhanggui.surfaces.phone_desk.urls")),
    path("control-room/", include("zhanggui.surfaces.control_room.urls")),
    path("partners/", include("zhanggui.surfaces.partner_portal.urls")),
    path("api/", include("zhanggui.surfaces.api.urls")),
    path("gateway/", include("zhanggui.integrations.gateway.urls")),
    path("style/", include("zhanggui.surfaces.design.urls")),
    path("", include("zhanggui.surfaces.storefront.urls")),
]
