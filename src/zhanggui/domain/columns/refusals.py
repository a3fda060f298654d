"""How columns say no."""

from zhanggui.kernel.refusal import Refusal
from zhanggui.schema.violations import refuse_as


class BadColumnCode(Refusal):
    """{column} cannot be the code of a column. Use small letters, digits and hyphens, 2 to 40 of them."""

    code = "bad-column-code"
    status = 400


class ColumnTaken(Refusal):
    """There is a column {column} already."""

    code = "column-taken"


class ColumnIncomplete(Refusal):
    """The column cannot go to review as it is. Missing or wrong: {fields}"""

    code = "column-incomplete"
    status = 422


class ColumnSaysForbidden(Refusal):
    """The column says “{words}”, which advertising law does not allow. Strike it out, please."""

    code = "column-says-forbidden"
    status = 422


class ColumnShowsUnknown(Refusal):
    """The column names what cannot be shown: {what}. Only published goods and categories of the tree can."""

    code = "column-shows-unknown"
    status = 422


class ColumnVersionOpen(Refusal):
    """A version of this column is still open. Finish or withdraw it first."""

    code = "column-version-open"


class NothingToTakeDown(Refusal):
    """This column does not stand anywhere now."""

    code = "nothing-to-take-down"


class BannerTooSmall(Refusal):
    """{name} is too small for a banner: at least {least} pixels wide, please."""

    code = "banner-too-small"
    status = 400


class BannerNotApproved(Refusal):
    """A banner shows an approved advertisement with a picture; {advertisement} is none for the shop now."""

    code = "banner-not-approved"
    status = 422


refuse_as("columns_one_open_version", ColumnVersionOpen)
