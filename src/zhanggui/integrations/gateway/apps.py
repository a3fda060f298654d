from django.apps import AppConfig
from django.conf import settings


class GatewayConfig(AppConfig):
    name = "zhanggui.integrations.gateway"
    label = "gateway"

    def ready(self) -> None:
        from zhanggui.domain.payments import gateway
        from zhanggui.integrations.gateway import standin, till
        from zhanggui.integrations.gateway.client import Endpoint, OwnSpeaker, Rsa2Gateway
        from zhanggui.integrations.gateway.transport import post_form

        till.FIRMS["gateway"] = standin.HOUSE_GATEWAY
        if "gateway" in settings.PAYMENT_WAYS:
            endpoint = Endpoint(
                url=settings.GATEWAY_URL,
                app_id=settings.GATEWAY_APP_ID,
                notify_url=settings.PUBLIC_URL + "/api/payments/notices/gateway",
            )
            gateway.connect("gateway", Rsa2Gateway(endpoint, OwnSpeaker(endpoint, post_form)))
