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


class MandateWaits(Refusal):
    """Another version waits for its approval. Let that be decided first."""

    code = "mandate-waits"


class PlanWithoutAudits(Refusal):
    """A plan names its audits, one a line: title | clauses | day. This line cannot be read: {line}"""

    code = "plan-without-audits"
    status = 422


class NoPlanInForce(Refusal):
    """An audit follows an approved charter and the approved plan of its year."""

    code = "no-audit-plan"


class NotPlanned(Refusal):
    """The plan has no such audit, or it was begun already."""

    code = "audit-not-planned"


class SampleSize(Refusal):
    """A sample has 1 to {most} rows."""

    code = "sample-size"
    status = 422


class NothingToSample(Refusal):
    """There is nothing yet that a sample could be drawn of."""

    code = "nothing-to-sample"


class FindingNotShown(Refusal):
    """A finding needs rows of the sample, or a working paper, that show it."""

    code = "finding-not-shown"
    status = 422


class NotACriterion(Refusal):
    """{clause} is not among the clauses that this audit is judged by."""

    code = "not-a-criterion"
    status = 422


class ActionAgreed(Refusal):
    """The corrective action of this finding is agreed already."""

    code = "action-agreed"


class NobodyToTell(Refusal):
    """A report goes to at least one reader."""

    code = "nobody-to-tell"
    status = 422
