from django.apps import AppConfig
from django.conf import settings


class TaxPlatformConfig(AppConfig):
    name = "zhanggui.integrations.tax_platform"
    label = "tax_platform"

    def ready(self) -> None:
        from zhanggui.domain.invoicing import platform
        from zhanggui.integrations.tax_platform.client import SignedPlatform
        from zhanggui.integrations.tax_platform.transport import at_hand, over_http

        send = over_http(settings.TAX_PLATFORM_URL) if settings.TAX_PLATFORM_URL else at_hand
        platform.connect(SignedPlatform(send))
