"""What happened to categories and goods."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("catalog.category_created", "The category {name} ({code}) was created")
@dataclass(frozen=True, kw_only=True)
class CategoryCreated:
    code: str
    name: str
    legal_class: str
    return_policy: str


@trail.fact("catalog.category_changed", "The category {name} ({code}) was changed")
@dataclass(frozen=True, kw_only=True)
class CategoryChanged:
    code: str
    name: str
    changed: list[str]


@trail.fact("catalog.goods_drafted", "Version {version} of {name} ({number}) was drafted")
@dataclass(frozen=True, kw_only=True)
class GoodsDrafted:
    number: str
    version: int
    name: str


@trail.fact("catalog.draft_changed", "The draft of version {version} of {name} ({number}) was changed")
@dataclass(frozen=True, kw_only=True)
class DraftChanged:
    number: str
    version: int
    name: str


@trail.fact("catalog.picture_stored", "The picture {name} was stored")
@dataclass(frozen=True, kw_only=True)
class PictureStored:
    name: str
    width: int
    height: int


@trail.fact("catalog.goods_submitted", "Version {version} of {name} ({number}) was submitted for review")
@dataclass(frozen=True, kw_only=True)
class GoodsSubmitted:
    number: str
    version: int
    name: str


@trail.fact("catalog.goods_withdrawn", "Version {version} of {name} ({number}) was withdrawn")
@dataclass(frozen=True, kw_only=True)
class VersionWithdrawn:
    number: str
    version: int
    name: str


@trail.fact("catalog.goods_returned", "Version {version} of {name} ({number}) was returned to be corrected")
@dataclass(frozen=True, kw_only=True)
class GoodsReturned:
    number: str
    version: int
    name: str


@trail.fact("catalog.goods_published", "Version {version} of {name} ({number}) was published")
@dataclass(frozen=True, kw_only=True)
class GoodsPublished:
    number: str
    version: int
    name: str
    skus: int


@trail.fact("catalog.sale_stopped", "The sale of {number} was stopped: {cause}")
@dataclass(frozen=True, kw_only=True)
class SaleStopped:
    number: str
    cause: str


@trail.fact("catalog.sale_resumed", "The sale of {number} goes on: {cause} is settled")
@dataclass(frozen=True, kw_only=True)
class SaleResumed:
    number: str
    cause: str


@trail.fact("catalog.papers_reviewed", "The documents behind {number} hold until {last_day}")
@dataclass(frozen=True, kw_only=True)
class PapersReviewed:
    number: str
    last_day: str
    on_sale: bool


@trail.fact("catalog.goods_imported", "A sheet was imported: {drafts} drafts, {refused} rows refused")
@dataclass(frozen=True, kw_only=True)
class GoodsImported:
    drafts: int
    refused: int


@trail.fact("catalog.terms_refreshed", "The words of search were counted anew: {terms}, {new} of them new")
@dataclass(frozen=True, kw_only=True)
class TermsRefreshed:
    terms: int
    new: int


@trail.fact("catalog.pictures_rendered", "{pictures} sizes of the pictures of {number} were made")
@dataclass(frozen=True, kw_only=True)
class PicturesRendered:
    number: str
    pictures: int


@trail.fact(
    "catalog.words_proposed", "List {number} of words for search was proposed: {come} lines come, {go} go"
)
@dataclass(frozen=True, kw_only=True)
class WordsProposed:
    number: int
    come: int
    go: int


@trail.fact("catalog.words_adopted", "Searches go by list {number} now: {words} words")
@dataclass(frozen=True, kw_only=True)
class WordsAdopted:
    number: int
    words: int
    digest: str


@trail.fact("catalog.words_returned", "List {number} of words for search was returned to its author")
@dataclass(frozen=True, kw_only=True)
class WordsReturned:
    number: int


@trail.fact("catalog.words_withdrawn", "List {number} of words for search was taken back")
@dataclass(frozen=True, kw_only=True)
class WordsWithdrawn:
    number: int
