"""What governance refuses, and what to do instead."""

from zhanggui.kernel.refusal import Refusal


class SayMore(Refusal):
    """Please fill in {field}: whoever reads this later has only your words."""

    code = "governance-say-more"
    status = 422


class OffTheScale(Refusal):
    """Likelihood and impact are scored from 1 to 5."""

    code = "off-the-scale"
    status = 422


class ControlsMakeItWorse(Refusal):
    """After controls a risk is at most as likely and as grave as before them."""

    code = "controls-make-it-worse"
    status = 422


class NoSuchOwner(Refusal):
    """The owner has to be somebody who works here now."""

    code = "no-such-owner"
    status = 422


class NoSuchControl(Refusal):
    """There is no control called {code}."""

    code = "no-such-control"
    status = 422


class NotScoredYet(Refusal):
    """Score this risk first: its level decides who has to approve."""

    code = "risk-not-scored"


class StrategyWaits(Refusal):
    """Another strategy for this risk waits for its approval. Let that be decided first."""

    code = "strategy-waits"


class AcceptanceUnlimited(Refusal):
    """Bearing a risk needs a last day, at the latest {latest}. Then somebody has to agree again."""

    code = "acceptance-unlimited"
    status = 422


class DueInThePast(Refusal):
    """Choose a day to come."""

    code = "governance-due-past"
    status = 422


class NotItsOwner(Refusal):
    """Only {owner}, whose measure it is, can say that it is done."""

    code = "not-its-owner"
    status = 403


class SomebodyElseVerifies(Refusal):
    """A measure is verified by somebody who did not carry it out."""

    code = "somebody-else-verifies"
    status = 403


class ExtensionWaits(Refusal):
    """An extension of this measure waits for its approval."""

    code = "extension-waits"


class MeasuresOpen(Refusal):
    """{count} measures are not verified yet. A risk is closed when everything about it is done."""

    code = "measures-open"
