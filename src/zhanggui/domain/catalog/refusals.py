"""How the catalogue says no."""

from zhanggui.kernel.refusal import Refusal
from zhanggui.schema.violations import refuse_as


class CategoryTaken(Refusal):
    """There is a category {code} already, or one of this name beside it."""

    code = "category-taken"


class BadCategoryCode(Refusal):
    """{code} cannot be the code of a category. Use small letters, digits and hyphens, at most 32."""

    code = "bad-category-code"
    status = 400


class CategoryHasBranches(Refusal):
    """{name} has branches below it. Goods hang on its leaves only."""

    code = "category-has-branches"
    status = 422


class CategoryInUse(Refusal):
    """Goods hang on {name} already, so it cannot branch. Make the new category beside it."""

    code = "category-in-use"


class WordsWrong(Refusal):
    """These words cannot stand so: {words}. A group has two words or more, and no word stands twice."""

    code = "words-wrong"
    status = 422


class WordListOpen(Refusal):
    """Another list waits for its review. Wait for it, or take it back first."""

    code = "word-list-open"


class NothingChanges(Refusal):
    """This list says what the one that stands says already."""

    code = "nothing-changes"
    status = 422


class ReasonNeeded(Refusal):
    """Say why, please: it is kept with the change."""

    code = "reason-needed"
    status = 422


class NotForSale(Refusal):
    """Goods of the kind {category} may not be sold here by law ({source})."""

    code = "not-for-sale"
    status = 422


class InformationIncomplete(Refusal):
    """The goods information is not complete. Missing or wrong: {fields}"""

    code = "information-incomplete"
    status = 422


class DocumentsMissing(Refusal):
    """Documents are missing or have expired: {documents}"""

    code = "documents-missing"
    status = 422


class UnprovenClaim(Refusal):
    """The description says “{words}” without proof. Strike it out, or give the claim with its evidence."""

    code = "unproven-claim"
    status = 422


class OpenVersionExists(Refusal):
    """Version {number} of these goods is still open. Finish or withdraw it first."""

    code = "open-version-exists"


class SkuCodeTaken(Refusal):
    """The SKU code {sku} is in use already."""

    code = "sku-code-taken"


class SupplierMayNotSell(Refusal):
    """This supplier is not active, so nothing new of it can be submitted."""

    code = "supplier-may-not-sell"
    status = 422


class AlreadyStopped(Refusal):
    """The sale of these goods is stopped for this cause already."""

    code = "already-stopped"


class NotStopped(Refusal):
    """The sale of these goods is not stopped for this cause."""

    code = "not-stopped"


class StopIsTheHouses(Refusal):
    """The house has stopped the sale for this cause; only the house lets it go on."""

    code = "stop-is-the-houses"
    status = 403


class NotAPicture(Refusal):
    """{name} is not a picture that can be shown: JPEG, PNG or WebP, at least {least} pixels wide."""

    code = "not-a-picture"
    status = 400


class TooManyPictures(Refusal):
    """Goods can have at most {most} pictures."""

    code = "too-many-pictures"
    status = 422


class NotASheet(Refusal):
    """This is not an Excel workbook (.xlsx) with the headings of the template."""

    code = "not-a-sheet"
    status = 400


class SheetTooLong(Refusal):
    """A sheet may hold at most {most} rows. Split it, please."""

    code = "sheet-too-long"
    status = 422


refuse_as("catalog_one_word_list", WordListOpen)
