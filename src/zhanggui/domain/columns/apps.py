from django.apps import AppConfig


class ColumnsConfig(AppConfig):
    name = "zhanggui.domain.columns"
    label = "columns"

    def ready(self) -> None:
        """Columns are a place that shows advertisements; it is asked after a take-down."""
        from zhanggui.domain.columns import banners  # noqa: F401
