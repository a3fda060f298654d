"""Nobody meets an English sentence in the Chinese product."""

from tools.untranslated import untranslated


def of_the_house(place: str) -> bool:
    """Whether a place is the product's own, not one of the samples that tests declare."""
    return not place.split()[-1].startswith(("sample.", "tests."))


def test_every_message_has_its_chinese() -> None:
    found = {words: places for words, places in untranslated().items() if any(map(of_the_house, places))}
    assert found == {}
