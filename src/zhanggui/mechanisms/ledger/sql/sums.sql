-- What an account has moved up to a moment, from the transfers themselves: whole days behind the checkpoint,
-- and the rest row by row. STABLE: every statement inside sees the one snapshot of the caller.
CREATE OR REPLACE FUNCTION ledger_sum(
    p_account uuid, p_at timestamptz,
    OUT debits_posted bigint, OUT credits_posted bigint, OUT debits_pending bigint, OUT credits_pending bigint
) LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_mark bigint := coalesce((SELECT through_xid FROM ledger_mark), 0);
    v_day date;
    v_midnight timestamptz;
BEGIN
    v_day := CASE WHEN p_at = 'infinity' THEN 'infinity'::date ELSE (p_at AT TIME ZONE 'UTC')::date END;
    v_midnight := v_day::timestamp AT TIME ZONE 'UTC';
    -- The mark is written into the statement, so that the planner knows how few rows lie behind it.
    EXECUTE format($q$
        SELECT coalesce(sum(dp), 0)::bigint, coalesce(sum(cp), 0)::bigint,
               coalesce(sum(dh), 0)::bigint, coalesce(sum(ch), 0)::bigint
        FROM (
            SELECT debits_posted AS dp, credits_posted AS cp, debits_pending AS dh, credits_pending AS ch
            FROM ledger_checkpoint WHERE account_id = $1 AND day < $3
            UNION ALL
            SELECT amount, 0, held, 0 FROM ledger_transfer
            WHERE debit_account_id = $1 AND at >= $4 AND at <= $2 AND xid < %1$s
            UNION ALL
            SELECT 0, amount, 0, held FROM ledger_transfer
            WHERE credit_account_id = $1 AND at >= $4 AND at <= $2 AND xid < %1$s
            UNION ALL
            SELECT amount, 0, held, 0 FROM ledger_transfer
            WHERE debit_account_id = $1 AND at <= $2 AND xid >= %1$s
            UNION ALL
            SELECT 0, amount, 0, held FROM ledger_transfer
            WHERE credit_account_id = $1 AND at <= $2 AND xid >= %1$s
        ) AS moved
    $q$, v_mark)
    INTO debits_posted, credits_posted, debits_pending, credits_pending
    USING p_account, p_at, v_day, v_midnight;
END
$$;

-- Folds every transfer of a finished transaction that is not folded yet into the days of its accounts.
-- Transactions still running keep the mark below themselves, so nothing is ever passed over.
CREATE OR REPLACE FUNCTION ledger_fold(p_at timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_from bigint;
    v_to bigint;
    v_rows bigint;
BEGIN
    INSERT INTO ledger_mark (id, through_xid, at) VALUES (1, 0, p_at) ON CONFLICT DO NOTHING;
    SELECT through_xid INTO v_from FROM ledger_mark FOR UPDATE;
    v_to := greatest(trail_horizon(), v_from);
    EXECUTE format($q$
        INSERT INTO ledger_checkpoint AS c
        SELECT side.account, (t.at AT TIME ZONE 'UTC')::date,
               sum(side.dp), sum(side.cp), sum(side.dh), sum(side.ch)
        FROM ledger_transfer t
        CROSS JOIN LATERAL (VALUES
            (t.debit_account_id, t.amount, 0, t.held, 0),
            (t.credit_account_id, 0, t.amount, 0, t.held)
        ) AS side (account, dp, cp, dh, ch)
        WHERE t.xid >= %s AND t.xid < %s
        GROUP BY 1, 2
        ON CONFLICT (account_id, day) DO UPDATE
        SET debits_posted = c.debits_posted + excluded.debits_posted,
            credits_posted = c.credits_posted + excluded.credits_posted,
            debits_pending = c.debits_pending + excluded.debits_pending,
            credits_pending = c.credits_pending + excluded.credits_pending
    $q$, v_from, v_to);
    GET DIAGNOSTICS v_rows = ROW_COUNT;
    UPDATE ledger_mark SET through_xid = v_to, at = p_at;
    RETURN v_rows;
END
$$;
