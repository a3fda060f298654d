"""Nobody meets an English sentence in the Chinese product."""

from tools.untranslated import untranslated


def test_every_message_has_its_chinese() -> None:
    assert untranslated() == {}
