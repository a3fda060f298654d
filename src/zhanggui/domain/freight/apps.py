from django.apps import AppConfig


class FreightConfig(AppConfig):
    name = "zhanggui.domain.freight"
    label = "freight"

    def ready(self) -> None:
        """Who asks where parcels can be sent is told by price tables too."""
        from zhanggui.domain.delivery import reaching
        from zhanggui.domain.freight.reaching import by_agreement

        reaching.connect(by_agreement)
