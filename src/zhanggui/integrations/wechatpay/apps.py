from django.apps import AppConfig
from django.conf import settings


class WeChatPayConfig(AppConfig):
    name = "zhanggui.integrations.wechatpay"
    label = "wechatpay"

    def ready(self) -> None:
        from zhanggui.domain.payments import gateway
        from zhanggui.integrations.gateway import till
        from zhanggui.integrations.wechatpay import standin
        from zhanggui.integrations.wechatpay.client import Merchant, WeChatGateway

        till.FIRMS["wechat"] = standin.WECHAT
        if "wechat" in settings.PAYMENT_WAYS:
            merchant = Merchant(
                url=settings.WECHATPAY_URL,
                app_id=settings.WECHATPAY_APP_ID,
                mch_id=settings.WECHATPAY_MCH_ID,
                cert_serial=settings.WECHATPAY_CERT_SERIAL,
                public_key_id=settings.WECHATPAY_PUBLIC_KEY_ID,
                notify_url=settings.PUBLIC_URL + "/api/payments/notices/wechat",
            )
            gateway.connect("wechat", WeChatGateway(merchant))
