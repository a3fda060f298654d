from django.apps import AppConfig


class CarrierWebhookConfig(AppConfig):
    name = "zhanggui.integrations.carrier_webhook"
    label = "carrier_webhook"

    def ready(self) -> None:
        from zhanggui.domain.delivery import trackers
        from zhanggui.domain.delivery.states import Tracker
        from zhanggui.integrations.carrier_webhook.client import CarrierProgram
        from zhanggui.integrations.carrier_webhook.transport import post_signed

        trackers.connect(Tracker.WEBHOOK, CarrierProgram(post_signed))
