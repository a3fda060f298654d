from django.apps import AppConfig
from django.conf import settings


class GatewayConfig(AppConfig):
    name = "zhanggui.integrations.gateway"
    label = "gateway"

    def ready(self) -> None:
        from zhanggui.domain.payments import gateway
        from zhanggui.integrations.gateway.client import Endpoint, SignedGateway
        from zhanggui.integrations.gateway.transport import post_form

        endpoint = Endpoint(
            url=settings.GATEWAY_URL,
            app_id=settings.GATEWAY_APP_ID,
            notify_url=settings.PUBLIC_URL + "/api/payments/notices",
        )
        gateway.connect(SignedGateway(endpoint, post_form))
