"""Mobile numbers: how people write them, how they are kept, how they are shown."""

import re
import unicodedata

from zhanggui.kernel.refusal import Refusal

_MOBILE = re.compile(r"1[3-9][0-9]{9}")


class NotAMobileNumber(Refusal):
    """This is not a mobile number of mainland China. It has eleven digits and begins with 13 to 19."""

    code = "not-a-mobile-number"
    status = 400


def mobile_number(text: str) -> str:
    """Eleven digits, from what somebody typed: spaces, dashes, +86 and full-width digits are forgiven."""
    digits = re.sub(r"[\s\-()]", "", unicodedata.normalize("NFKC", text[:40]))
    digits = re.sub(r"^(\+86|0086)", "", digits)
    if not _MOBILE.fullmatch(digits):
        raise NotAMobileNumber()
    return digits


def masked(mobile: str) -> str:
    """The number as it is shown: 138****1234."""
    return f"{mobile[:3]}****{mobile[-4:]}" if len(mobile) == 11 else "****"
