-- The ledger's tables. Everything but balances, open reservations and checkpoints is append-only; those
-- three are derived from the rest and are compared with it by `zhanggui verify`.

CREATE TABLE ledger_account (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    owner uuid NOT NULL,
    unit text NOT NULL,
    side text NOT NULL CHECK (side IN ('debit', 'credit')),
    guarded boolean NOT NULL,
    opened_at timestamptz NOT NULL,
    CONSTRAINT ledger_account_once UNIQUE (owner, kind, unit)
);

-- The live balance of a guarded account. Counters are changed in place, never moved to another page's index
-- (no column of theirs is indexed), so a hot row stays small. The constraint is the last word on overdraft.
CREATE TABLE ledger_balance (
    account_id uuid PRIMARY KEY REFERENCES ledger_account (id),
    side text NOT NULL,
    debits_posted bigint NOT NULL DEFAULT 0 CHECK (debits_posted >= 0),
    credits_posted bigint NOT NULL DEFAULT 0 CHECK (credits_posted >= 0),
    debits_pending bigint NOT NULL DEFAULT 0 CHECK (debits_pending >= 0),
    credits_pending bigint NOT NULL DEFAULT 0 CHECK (credits_pending >= 0),
    CONSTRAINT ledger_never_overdrawn CHECK (
        CASE side
            WHEN 'debit' THEN debits_posted - credits_posted - credits_pending >= 0
            ELSE credits_posted - debits_posted - debits_pending >= 0
        END
    )
) WITH (fillfactor = 40);

-- One row an idempotency key, for ever and over all months; therefore not partitioned.
CREATE TABLE ledger_entry (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    key text NOT NULL,
    body_hash uuid NOT NULL,
    at timestamptz NOT NULL,
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    actor_id uuid NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    xid bigint NOT NULL DEFAULT trail_xid()
);
CREATE INDEX ledger_entry_subject ON ledger_entry (subject_id);

-- amount: what is moved for good. held: what is reserved (+) or released again (-).
--   settled at once   amount = a, held = 0
--   pending           amount = 0, held = +a
--   post of pending   amount = p, held = -a   (p <= a; the rest returns)
--   void of pending   amount = 0, held = -a
-- So every balance, posted or pending, is a plain sum over these rows.
CREATE TABLE ledger_transfer (
    id uuid NOT NULL,
    entry_id uuid NOT NULL,
    at timestamptz NOT NULL,
    debit_account_id uuid NOT NULL,
    credit_account_id uuid NOT NULL,
    amount bigint NOT NULL,
    held bigint NOT NULL,
    pending_id uuid,
    xid bigint NOT NULL DEFAULT trail_xid(),
    CONSTRAINT ledger_transfer_two_accounts CHECK (debit_account_id <> credit_account_id),
    CONSTRAINT ledger_transfer_shape CHECK (
        amount >= 0
        AND (amount > 0 OR held <> 0)
        AND (held <= 0 OR amount = 0)
        AND (held >= 0 OR amount <= -held)
        AND ((held < 0) = (pending_id IS NOT NULL))
    )
) PARTITION BY RANGE (at);
CREATE INDEX ledger_transfer_debit ON ledger_transfer (debit_account_id, at);
CREATE INDEX ledger_transfer_credit ON ledger_transfer (credit_account_id, at);
-- Rows arrive in the order of their transactions, so a block index finds "since then" and "of this entry".
CREATE INDEX ledger_transfer_xid ON ledger_transfer USING brin (xid) WITH (pages_per_range = 16);

-- How a pending transfer ended: at most one row each, which is why it can be posted or voided only once.
CREATE TABLE ledger_resolution (
    pending_id uuid CONSTRAINT ledger_resolved_once PRIMARY KEY,
    entry_id uuid NOT NULL REFERENCES ledger_entry (id),
    at timestamptz NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('posted', 'voided', 'expired')),
    asked bigint CHECK (asked > 0)
);

-- The pending transfers without a resolution: a work list, for look-up and time-out.
CREATE TABLE ledger_pending (
    id uuid PRIMARY KEY,
    entry_id uuid NOT NULL,
    at timestamptz NOT NULL,
    debit_account_id uuid NOT NULL,
    credit_account_id uuid NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    until timestamptz
);
CREATE INDEX ledger_pending_until ON ledger_pending (until) WHERE until IS NOT NULL;

-- What an account moved on one day (UTC), of all transfers written before the mark.
CREATE TABLE ledger_checkpoint (
    account_id uuid NOT NULL,
    day date NOT NULL,
    debits_posted bigint NOT NULL,
    credits_posted bigint NOT NULL,
    debits_pending bigint NOT NULL,
    credits_pending bigint NOT NULL,
    PRIMARY KEY (account_id, day)
);
CREATE TABLE ledger_mark (
    id smallint PRIMARY KEY CHECK (id = 1),
    through_xid bigint NOT NULL,
    at timestamptz NOT NULL
);

CREATE TYPE ledger_move AS (
    id uuid,
    entry_id uuid,
    at timestamptz,
    debit uuid,
    credit uuid,
    amount bigint,
    held bigint,
    pending_id uuid,
    until timestamptz
);
