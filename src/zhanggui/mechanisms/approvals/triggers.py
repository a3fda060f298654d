"""What the database itself refuses, whoever asks: the program, a script, or a person at a prompt.

The functions are in ``sql/functions.sql``. A refused statement carries the name of a constraint, which the
program turns into the refusal of that name.
"""

import pgtrigger

from zhanggui.schema.triggers import Calls, RefusesChange


class DecisionRules(Calls):
    """A decision counts only from another person, in its turn, in time, and about what was submitted."""

    function = "approvals_decision_rules"
    when = pgtrigger.Before
    operation = pgtrigger.Insert


class ReviewRules(Calls):
    """What was submitted stays; a closed review stays closed; approved means enough people approved."""

    function = "approvals_review_rules"
    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update


class StepRules(Calls):
    """A step stays as it was asked."""

    function = "approvals_step_rules"
    when = pgtrigger.Before
    operation = pgtrigger.Update


def kept() -> pgtrigger.Trigger:
    """Rows of this table may move on, but never go."""
    return RefusesChange(name="kept", operation=pgtrigger.Delete)


class PublishesOnlyApproved(Calls):
    """A published version is an approved one."""

    function = "approvals_publishes_only_approved"
    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update


class FrozenOnceSubmitted(Calls):
    """A submitted version neither changes nor goes."""

    function = "approvals_frozen_once_submitted"
    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete


def publishes_only_approved(pointer: str, *, version_table: str) -> pgtrigger.Trigger:
    """For ``Meta.triggers`` of a thing with a published version: only an approved one can be pointed at.

    ``pointer`` is the column (``published_version_id``), ``version_table`` the table it points into, which
    has a ``digest``. Approved means: by as many people as the steps asked for, none of them its author, and
    about exactly the content that stands there now.
    """
    return PublishesOnlyApproved(name="publishes_only_approved", arguments=(pointer, version_table))


def frozen_once_submitted(*, except_columns: tuple[str, ...] = ()) -> pgtrigger.Trigger:
    """For ``Meta.triggers`` of a version: after submission its row neither changes nor goes.

    ``except_columns`` names columns outside the content (such as the version's own state). A withdrawn or
    expired review lets the author work on.
    """
    return FrozenOnceSubmitted(name="frozen_once_submitted", arguments=except_columns)
