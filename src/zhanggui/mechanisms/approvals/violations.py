"""What the database refuses about reviews, as the refusals of this mechanism."""

from zhanggui.mechanisms.approvals import refusals
from zhanggui.schema.violations import refuse_as

for constraint, refusal in {
    "approvals_one_standing_review": refusals.AlreadySubmitted,
    "approvals_person_behind_account": refusals.NobodyBehindAccount,
    "approvals_author_cannot_approve": refusals.AuthorCannotApprove,
    "approvals_one_decision_each": refusals.AlreadyDecided,
    "approvals_step_in_turn": refusals.ReviewClosed,
    "approvals_review_fixed": refusals.ReviewClosed,
    "approvals_decided_in_time": refusals.ReviewOverdue,
    "approvals_same_version": refusals.VersionChanged,
    "approvals_publishes_only_approved": refusals.NotApproved,
    "approvals_version_frozen": refusals.VersionFrozen,
}.items():
    refuse_as(constraint, refusal)
