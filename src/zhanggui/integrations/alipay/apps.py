from django.apps import AppConfig
from django.conf import settings


class AlipayConfig(AppConfig):
    name = "zhanggui.integrations.alipay"
    label = "alipay"

    def ready(self) -> None:
        from zhanggui.domain.payments import gateway
        from zhanggui.integrations.alipay import standin
        from zhanggui.integrations.alipay.client import AlipayGateway, SdkSpeaker
        from zhanggui.integrations.gateway import till
        from zhanggui.integrations.gateway.client import Endpoint

        till.FIRMS["alipay"] = standin.ALIPAY
        if "alipay" in settings.PAYMENT_WAYS:
            endpoint = Endpoint(
                url=settings.ALIPAY_URL,
                app_id=settings.ALIPAY_APP_ID,
                notify_url=settings.PUBLIC_URL + "/api/payments/notices/alipay",
            )
            gateway.connect("alipay", AlipayGateway(endpoint, SdkSpeaker(endpoint)))
