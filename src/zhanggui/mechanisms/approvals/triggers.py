"""What the database itself refuses, whoever asks: the program, a script, or a person at a prompt.

A refused statement carries the name of a constraint, which the program turns into the refusal of that name.
"""

from collections.abc import Iterable

import pgtrigger


def _refuse(constraint: str, message: str) -> str:
    return f"RAISE EXCEPTION '{message}' USING ERRCODE = '23514', CONSTRAINT = '{constraint}';"


def decision_rules() -> pgtrigger.Trigger:
    """A decision counts only from another person, in its turn, in time, and about what was submitted."""
    return pgtrigger.Trigger(
        name="approvals_decision_rules",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        declare=[
            ("review", "approvals_review%ROWTYPE"),
            ("step_state", "text"),
            ("behind", "uuid"),
        ],
        func=f"""
            SELECT * INTO review FROM approvals_review WHERE id = NEW.review_id FOR NO KEY UPDATE;
            SELECT state INTO step_state FROM approvals_reviewstep
                WHERE id = NEW.step_id AND review_id = NEW.review_id;
            SELECT person_id INTO behind FROM identity_account WHERE id = NEW.account_id;
            IF behind IS DISTINCT FROM NEW.person_id THEN
                {_refuse("approvals_person_behind_account", "the account is not of this person")}
            END IF;
            IF NEW.person_id IN (review.author_person_id, review.submitter_person_id)
                OR NEW.account_id IN (review.author_id, review.submitter_id) THEN
                {_refuse("approvals_author_cannot_approve", "the author cannot decide")}
            END IF;
            IF review.state <> 'open' OR step_state IS DISTINCT FROM 'open' THEN
                {_refuse("approvals_step_in_turn", "this step is not open")}
            END IF;
            IF NEW.decided_at > review.due_at THEN
                {_refuse("approvals_decided_in_time", "the deadline has passed")}
            END IF;
            IF NEW.digest <> review.digest THEN
                {_refuse("approvals_same_version", "another content was submitted")}
            END IF;
            RETURN NEW;
        """,
    )


def review_rules() -> Iterable[pgtrigger.Trigger]:
    """What was submitted stays; a closed review stays closed; approved means that enough people approved."""
    yield pgtrigger.ReadOnly(
        name="approvals_review_fixed",
        fields=[
            "kind",
            "title",
            "subject_type",
            "subject_id",
            "digest",
            "thread_type",
            "thread_id",
            "author",
            "author_person",
            "submitter",
            "submitter_person",
            "submitted_at",
            "note",
            "due_at",
        ],
    )
    yield pgtrigger.Trigger(
        name="approvals_review_closes_once",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF OLD.state <> 'open' THEN
                {_refuse("approvals_review_closed", "a closed review stays as it is")}
            END IF;
            IF NEW.state = 'approved' AND NOT approvals_enough_people(NEW.id) THEN
                {_refuse("approvals_enough_people", "not enough people have approved")}
            END IF;
            RETURN NEW;
        """,
    )
    yield pgtrigger.Trigger(
        name="approvals_review_starts_open",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func=f"""
            IF NEW.state <> 'open' THEN
                {_refuse("approvals_review_starts_open", "a review starts open")}
            END IF;
            RETURN NEW;
        """,
    )


def publishes_only_approved(pointer: str, *, version_table: str) -> pgtrigger.Trigger:
    """For ``Meta.triggers`` of a thing with a published version: only an approved one can be pointed at.

    ``pointer`` is the column (``published_version_id``), ``version_table`` the table it points into, which
    has a ``digest``. Approved means: by as many people as the steps asked for, none of them its author, and
    about exactly the content that stands there now.
    """
    return pgtrigger.Trigger(
        name=f"approved_{pointer}",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(pointer),
        when=pgtrigger.Before,
        declare=[("content", "text")],
        func=f"""
            IF NEW.{pointer} IS NOT NULL THEN
                SELECT digest INTO content FROM {version_table} WHERE id = NEW.{pointer};
                IF NOT approvals_is_approved(NEW.{pointer}, content) THEN
                    {_refuse("approvals_publishes_only_approved", "this version is not approved")}
                END IF;
            END IF;
            RETURN NEW;
        """,
    )


def frozen_once_submitted(*, except_for: tuple[str, ...] = ()) -> pgtrigger.Trigger:
    """For ``Meta.triggers`` of a version: after submission its row neither changes nor goes.

    ``except_for`` names columns outside the content (such as the version's own state). A withdrawn or
    expired review lets the author work on.
    """
    apart = "ARRAY[" + ", ".join(f"'{column}'" for column in except_for) + "]::text[]"
    return pgtrigger.Trigger(
        name="frozen_once_submitted",
        operation=pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=f"""
            IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - {apart} = to_jsonb(OLD) - {apart} THEN
                RETURN NEW;
            END IF;
            IF EXISTS (SELECT 1 FROM approvals_review WHERE subject_id = OLD.id
                       AND state IN ('open', 'approved', 'rejected')) THEN
                {_refuse("approvals_version_frozen", "a submitted version stays as it is")}
            END IF;
            IF TG_OP = 'DELETE' THEN
                RETURN OLD;
            END IF;
            RETURN NEW;
        """,
    )
