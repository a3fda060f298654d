"""What a reader of Chinese would meet of English on a page: labels and sentences, not codes and names."""

import re
from html.parser import HTMLParser

SPOKEN = ("aria-label", "placeholder", "title", "alt")
SILENT = {"script", "style", "code", "kbd", "pre", "template", "svg", "textarea"}
LABEL = re.compile(r"^[A-Z]?[a-z]{2,}(?:[ -][a-z]+)*[.:?!…]?$")
SENTENCE = re.compile(r"\b[A-Za-z]{2,}(?: [a-z]{1,}){2,}\b")
CODE = re.compile(r"^[a-z]+(?:[._][a-z]+)+(?<!\.png|\.jpg|\.pdf)(?<!\.jpeg|\.webp|\.xlsx)$")
"""What the program calls a thing, which no reader should meet; the names of files apart."""
WORDLESS = {"code", "material-symbols-outlined"}
"""Classes of what is no words: codes, and icons that are spelt."""
KEPT = {"en", "zh-hans", "English", "Esc", "Enter", "email", "https", "http", "admin", "demo"}


class Reader(HTMLParser):
    """Collects the text of a page as it is read, and what is only spoken."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = set((given.get("class") or "").split())
        quiet = tag in SILENT or (given.get("lang") or "").startswith("en") or bool(classes & WORDLESS)
        if self.silent or quiet:
            if tag not in {"br", "img", "input", "meta", "link", "hr", "use", "path"}:
                self.silent.append(tag)
            return
        self.found += [value for name in SPOKEN if (value := given.get(name))]

    def handle_endtag(self, tag: str) -> None:
        if self.silent and tag in self.silent:
            while self.silent.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def spoken(page: str) -> set[str]:
    """What a page says, codes and what is hidden apart."""
    reader = Reader()
    reader.feed(page)
    return {" ".join(text.split()) for text in reader.found}


def english(page: str, names: frozenset[str] = frozenset()) -> list[str]:
    """The English on a page, names that are nobody's to translate apart."""
    words = spoken(page) - KEPT - names
    return sorted(text for text in words if LABEL.match(text) or SENTENCE.search(text) or CODE.match(text))
