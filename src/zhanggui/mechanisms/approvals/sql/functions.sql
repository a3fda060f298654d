-- What the database itself refuses about reviews, whoever asks.
-- A refused statement carries the name of a constraint; the program turns that into the refusal of that name.

CREATE OR REPLACE FUNCTION approvals_refuse(constraint_name text, message text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', message USING ERRCODE = '23514', CONSTRAINT = constraint_name;
END $$;

-- Enough different people, none of them author or submitter, approved each step, about what was submitted.
CREATE OR REPLACE FUNCTION approvals_enough_people(review_id uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT count(*) > 0 AND bool_and(step.approvers <= (
        SELECT count(DISTINCT decision.person_id)
        FROM approvals_decision decision
        WHERE decision.step_id = step.id
          AND decision.verdict = 'approve'
          AND decision.digest = review.digest
          AND decision.person_id IS DISTINCT FROM review.author_person_id
          AND decision.person_id IS DISTINCT FROM review.submitter_person_id
    ))
    FROM approvals_review review
    JOIN approvals_reviewstep step ON step.review_id = review.id
    WHERE review.id = $1
$$;

CREATE OR REPLACE FUNCTION approvals_is_approved(subject uuid, content_digest text) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM approvals_review review
        WHERE review.subject_id = subject
          AND review.digest = content_digest
          AND review.state = 'approved'
          AND approvals_enough_people(review.id)
    )
$$;

-- A decision counts only from another person, in its turn, in time, and about what was submitted.
CREATE OR REPLACE FUNCTION approvals_decision_rules() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    review approvals_review%ROWTYPE;
    step_state text;
    behind uuid;
BEGIN
    SELECT * INTO review FROM approvals_review WHERE id = NEW.review_id FOR NO KEY UPDATE;
    SELECT state INTO step_state FROM approvals_reviewstep
        WHERE id = NEW.step_id AND review_id = NEW.review_id;
    SELECT person_id INTO behind FROM identity_account WHERE id = NEW.account_id;
    IF behind IS DISTINCT FROM NEW.person_id THEN
        PERFORM approvals_refuse('approvals_person_behind_account', 'the account is not of this person');
    END IF;
    IF NEW.person_id IN (review.author_person_id, review.submitter_person_id)
        OR NEW.account_id IN (review.author_id, review.submitter_id) THEN
        PERFORM approvals_refuse('approvals_author_cannot_approve', 'nobody reviews their own version');
    END IF;
    IF review.state <> 'open' OR step_state IS DISTINCT FROM 'open' THEN
        PERFORM approvals_refuse('approvals_step_in_turn', 'this step is not open');
    END IF;
    IF NEW.decided_at > review.due_at THEN
        PERFORM approvals_refuse('approvals_decided_in_time', 'the deadline has passed');
    END IF;
    IF NEW.digest <> review.digest THEN
        PERFORM approvals_refuse('approvals_same_version', 'another content was submitted');
    END IF;
    RETURN NEW;
END $$;

-- A review starts open, closes once, and is approved only by enough people; what was submitted stays.
CREATE OR REPLACE FUNCTION approvals_review_rules() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    outcome CONSTANT text[] := ARRAY['state', 'closed_at', 'closed_by_id'];
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'open' THEN
            PERFORM approvals_refuse('approvals_review_starts_open', 'a review starts open');
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state <> 'open' OR to_jsonb(NEW) - outcome <> to_jsonb(OLD) - outcome THEN
        PERFORM approvals_refuse('approvals_review_fixed', 'what was submitted or closed stays as it is');
    END IF;
    IF NEW.state = 'approved' AND NOT approvals_enough_people(NEW.id) THEN
        PERFORM approvals_refuse('approvals_enough_people', 'not enough people have approved');
    END IF;
    RETURN NEW;
END $$;

-- A step of a review keeps its place, its name and the number of people it takes.
CREATE OR REPLACE FUNCTION approvals_step_rules() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    outcome CONSTANT text[] := ARRAY['state', 'opened_at', 'closed_at'];
BEGIN
    IF OLD.closed_at IS NOT NULL OR to_jsonb(NEW) - outcome <> to_jsonb(OLD) - outcome THEN
        PERFORM approvals_refuse('approvals_step_fixed', 'a step stays as it was asked, and closes once');
    END IF;
    RETURN NEW;
END $$;

-- Arguments: the column that points at the published version, and the table of versions.
CREATE OR REPLACE FUNCTION approvals_publishes_only_approved() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    published uuid := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
    content text;
BEGIN
    IF published IS NULL OR (TG_OP = 'UPDATE' AND published::text = (to_jsonb(OLD) ->> TG_ARGV[0])) THEN
        RETURN NEW;
    END IF;
    EXECUTE format('SELECT digest FROM %I WHERE id = $1', TG_ARGV[1]) INTO content USING published;
    IF NOT approvals_is_approved(published, content) THEN
        PERFORM approvals_refuse('approvals_publishes_only_approved', 'this version is not approved');
    END IF;
    RETURN NEW;
END $$;

-- Arguments: columns outside the content, which may change after submission.
CREATE OR REPLACE FUNCTION approvals_frozen_once_submitted() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    apart CONSTANT text[] := coalesce(TG_ARGV, '{}');
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - apart = to_jsonb(OLD) - apart THEN
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT 1 FROM approvals_review WHERE subject_id = OLD.id
               AND state IN ('open', 'approved', 'rejected')) THEN
        PERFORM approvals_refuse('approvals_version_frozen', 'a submitted version stays as it is');
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
