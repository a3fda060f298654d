"""Every address of the house, by surface."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    # First, because programs ask most, and each address is tried in turn.
    path("api/", include("zhanggui.surfaces.api.urls")),
    # Before console and partners, because their doors stand here.
    path("", include("zhanggui.surfaces.entrance.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("console/", admin.site.urls),
    path("desk/", include("zhanggui.surfaces.phone_desk.urls")),
    path("control-room/", include("zhanggui.surfaces.control_room.urls")),
    path("partners/", include("zhanggui.surfaces.partner_portal.urls")),
    path("tax-platform/", include("zhanggui.integrations.tax_platform.urls")),
    path("carriers/kuaidi100/", include("zhanggui.integrations.kuaidi100.urls")),
    path("carriers/", include("zhanggui.integrations.carrier_webhook.urls")),
    path("dev/phone/", include("zhanggui.integrations.telephony.urls")),
    path("style/", include("zhanggui.surfaces.design.urls")),
    path("", include("zhanggui.surfaces.storefront.urls")),
]

if not settings.REAL_GATEWAYS:
    # A stand-in that stood beside a real gateway would be a till at which nothing has to be paid.
    urlpatterns[1:1] = [
        path("gateway/", include("zhanggui.integrations.gateway.urls")),
        path("alipay/", include("zhanggui.integrations.alipay.urls")),
        path("wechatpay/", include("zhanggui.integrations.wechatpay.urls")),
    ]

handler400 = "zhanggui.surfaces.entrance.problems.bad_request"
handler403 = "zhanggui.surfaces.entrance.problems.permission_denied"
handler404 = "zhanggui.surfaces.entrance.problems.page_not_found"
handler500 = "zhanggui.surfaces.entrance.problems.server_error"
