from django.apps import AppConfig


class PictureWordsConfig(AppConfig):
    name = "zhanggui.integrations.picture_words"
    label = "picture_words"

    def ready(self) -> None:
        from zhanggui.domain.advertising import reader
        from zhanggui.integrations.picture_words.client import ReaderProcess

        reader.connect(ReaderProcess())
