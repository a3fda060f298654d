from django.apps import AppConfig


class Kuaidi100Config(AppConfig):
    name = "zhanggui.integrations.kuaidi100"
    label = "kuaidi100"

    def ready(self) -> None:
        from zhanggui.domain.delivery import trackers
        from zhanggui.domain.delivery.states import Tracker
        from zhanggui.integrations.kuaidi100.client import Kuaidi100, endpoint
        from zhanggui.integrations.kuaidi100.transport import post_form

        trackers.connect(Tracker.KUAIDI100, Kuaidi100(endpoint(), post_form))
