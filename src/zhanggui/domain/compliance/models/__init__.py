"""The nouns of compliance."""

from zhanggui.domain.compliance.models.library import (
    Acknowledgement,
    Comment,
    Policy,
    PolicyReview,
    PolicyVersion,
    Release,
)
from zhanggui.domain.compliance.models.register import ChangeWatch, Instrument, Obligation, RegisterReview

__all__ = [
    "Acknowledgement",
    "ChangeWatch",
    "Comment",
    "Instrument",
    "Obligation",
    "Policy",
    "PolicyReview",
    "PolicyVersion",
    "RegisterReview",
    "Release",
]
