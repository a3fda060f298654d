"""How advertising says no."""

from zhanggui.kernel.refusal import Refusal


class AdIncomplete(Refusal):
    """The advertisement is not complete. Missing or wrong: {fields}"""

    code = "ad-incomplete"
    status = 422


class NotAdvertised(Refusal):
    """Goods of the kind {kind} may not be advertised so ({source})."""

    code = "not-advertised"
    status = 422


class WordsProhibited(Refusal):
    """It says “{words}”, which advertising law does not allow. Strike it out, or excuse it with proof."""

    code = "words-prohibited"
    status = 422


class PhraseMissing(Refusal):
    """An advertisement of this kind must say “{phrase}” ({source})."""

    code = "phrase-missing"
    status = 422


class ExcuseUnproven(Refusal):
    """The excuse for “{words}” needs an explanation, and a document that proves it."""

    code = "excuse-unproven"
    status = 422


class ApprovalNumberWrong(Refusal):
    """The approval number of the authority cannot be so: {problem}"""

    code = "approval-number-wrong"
    status = 422


class ProofMissing(Refusal):
    """A document of the advertiser is missing, is not theirs, or has run out: {documents}"""

    code = "ad-proof-missing"
    status = 422


class EndorserNotAllowed(Refusal):
    """{name} may not recommend these goods: {problem}"""

    code = "endorser-not-allowed"
    status = 422


class DraftOpen(Refusal):
    """There is a draft of this advertisement already, or a version under review."""

    code = "ad-draft-open"


class NotPublic(Refusal):
    """This advertisement is not public now."""

    code = "ad-not-public"


class WhatWasFound(Refusal):
    """Say what was found, please: it opens the case."""

    code = "ad-finding-needed"
    status = 422
