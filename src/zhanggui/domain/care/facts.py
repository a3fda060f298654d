"""What happens in customer care, in the past tense."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("care.complaint_opened", "Complaint {number} was received")
@dataclass(frozen=True, kw_only=True)
class ComplaintOpened:
    number: str
    matter: str
    severity: str
    channel: str
    grounds: list[str]


@trail.fact("care.consultation_opened", "Question {number} was received")
@dataclass(frozen=True, kw_only=True)
class ConsultationOpened:
    number: str
    channel: str


@trail.fact("care.order_rated", "Order {order} was rated {score} of 5")
@dataclass(frozen=True, kw_only=True)
class OrderRated:
    order: str
    score: int


@trail.fact("care.rating_illustrated", "A picture was added to the rating of order {order}")
@dataclass(frozen=True, kw_only=True)
class RatingIllustrated:
    order: str
    width: int
    height: int


@trail.fact("care.folding_proposed", "Folding of a rating was proposed: {legal_basis}")
@dataclass(frozen=True, kw_only=True)
class FoldingProposed:
    legal_basis: str


@trail.fact("care.rating_folded", "A rating was folded: {legal_basis}")
@dataclass(frozen=True, kw_only=True)
class RatingFolded:
    legal_basis: str


@trail.fact("care.satisfaction_asked", "{title}: satisfaction was asked")
@dataclass(frozen=True, kw_only=True)
class SatisfactionAsked:
    title: str


@trail.fact("care.satisfaction_told", "{title}: satisfaction {score} of 5")
@dataclass(frozen=True, kw_only=True)
class SatisfactionTold:
    title: str
    score: int
    method: str


@trail.fact("care.satisfaction_published", "The satisfaction of {since} to {until} was published")
@dataclass(frozen=True, kw_only=True)
class SatisfactionPublished:
    since: str
    until: str
    answered: int


@trail.fact("care.call_told", "A telephone call: {kind}")
@dataclass(frozen=True, kw_only=True)
class CallTold:
    kind: str
    caller: str


@trail.fact("care.call_accepted", "The call of {caller} was accepted")
@dataclass(frozen=True, kw_only=True)
class CallAccepted:
    caller: str


@trail.fact("care.call_hung_up", "The call of {caller} was ended at the desk")
@dataclass(frozen=True, kw_only=True)
class CallHungUp:
    caller: str


@trail.fact("care.call_noted", "A note was taken of the call")
@dataclass(frozen=True, kw_only=True)
class CallNoted:
    caller: str


@trail.fact("care.call_bore", "The call led to {result} {number}")
@dataclass(frozen=True, kw_only=True)
class CallBore:
    result: str
    number: str


@trail.fact("care.call_back_asked", "{number} is to be called back")
@dataclass(frozen=True, kw_only=True)
class CallBackAsked:
    number: str
    reason: str


@trail.fact("care.call_back_tried", "Call-back of {number}: {verb}")
@dataclass(frozen=True, kw_only=True)
class CallBackTried:
    number: str
    verb: str
    tries: int


@trail.fact("care.rating_replied", "{who} replied to a rating of order {order}")
@dataclass(frozen=True, kw_only=True)
class RatingReplied:
    who: str
    order: str


@trail.fact("care.goods_asked", "Something was asked about {number}")
@dataclass(frozen=True, kw_only=True)
class GoodsAsked:
    number: str


@trail.fact("care.goods_answered", "A question about {number} was answered by {who}")
@dataclass(frozen=True, kw_only=True)
class GoodsAnswered:
    number: str
    who: str


@trail.fact("care.question_taken_down", "A question about {number} was taken down")
@dataclass(frozen=True, kw_only=True)
class QuestionTakenDown:
    number: str
