CREATE OR REPLACE FUNCTION ledger_refuse(p_code text, p_details jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ledger refuses: %', p_details USING ERRCODE = p_code, DETAIL = p_details::text;
END
$$;

-- Posts entries: all of them or none. In this order: is the key new, do the accounts exist, write transfers,
-- resolve pending ones, and last the guarded balances, in the order of their ids, so that a contended row is
-- held for as short as can be and no two postings wait for each other in a circle.
--
-- Refusals, in precedence: ZL001 key reused; ZL002 pending transfer gone; ZL003 its time is over;
-- ZL004 more than was pending; ZL005 insufficient.
CREATE OR REPLACE FUNCTION ledger_post(p jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_new uuid[];
    v_moves ledger_move[];
    v_pending ledger_pending;
    v_balance ledger_balance;
    r record;
BEGIN
    -- A concurrent posting of the same key is waited for here.
    WITH written AS (
        INSERT INTO ledger_entry (id, kind, key, body_hash, at, subject_type, subject_id, actor_id)
        SELECT e.id, e.kind, e.key, e.hash, e.at, e.st, e.si, (p ->> 'by')::uuid
        FROM jsonb_to_recordset(p -> 'entries')
            AS e (id uuid, kind text, key text, hash uuid, at timestamptz, st text, si uuid)
        ON CONFLICT (id) DO NOTHING
        RETURNING id
    )
    SELECT array_agg(id) INTO v_new FROM written;

    IF coalesce(cardinality(v_new), 0) < jsonb_array_length(p -> 'entries') THEN
        FOR r IN
            SELECT old.key
            FROM jsonb_to_recordset(p -> 'entries') AS e (id uuid, hash uuid)
            JOIN ledger_entry old ON old.id = e.id
            WHERE old.body_hash <> e.hash
        LOOP
            PERFORM ledger_refuse('ZL001', jsonb_build_object('key', r.key));
        END LOOP;
        IF v_new IS NULL THEN
            RETURN;
        END IF;
    END IF;

    INSERT INTO ledger_account (id, kind, owner, unit, side, guarded, opened_at)
    SELECT a.id, a.kind, a.owner, a.unit, a.side, a.guarded, now()
    FROM jsonb_to_recordset(p -> 'accounts')
        AS a (id uuid, kind text, owner uuid, unit text, side text, guarded boolean)
    WHERE NOT EXISTS (SELECT FROM ledger_account known WHERE known.id = a.id)
    ORDER BY a.id
    ON CONFLICT DO NOTHING;
    IF FOUND THEN
        INSERT INTO ledger_balance (account_id, side)
        SELECT a.id, a.side
        FROM jsonb_to_recordset(p -> 'accounts') AS a (id uuid, side text, guarded boolean)
        WHERE a.guarded
        ORDER BY a.id
        ON CONFLICT DO NOTHING;
    END IF;

    SELECT array_agg(ROW(t.id, t.e, t.at, t.d, t.c, t.a, t.h, NULL, t.u)::ledger_move)
    INTO v_moves
    FROM jsonb_to_recordset(p -> 'transfers')
        AS t (id uuid, e uuid, at timestamptz, d uuid, c uuid, a bigint, h bigint, u timestamptz)
    WHERE t.e = ANY (v_new);

    IF p ? 'pending' THEN
        INSERT INTO ledger_pending (id, entry_id, at, debit_account_id, credit_account_id, amount, until)
        SELECT m.id, m.entry_id, m.at, m.debit, m.credit, m.held, m.until
        FROM unnest(v_moves) AS m
        WHERE m.held > 0;
    END IF;

    IF p ? 'resolutions' THEN
        FOR r IN
            SELECT x.id, x.e, x.at, x.pending, x.posting, x.asked
            FROM jsonb_to_recordset(p -> 'resolutions')
                AS x (id uuid, e uuid, at timestamptz, pending uuid, posting boolean, asked bigint)
            WHERE x.e = ANY (v_new)
            ORDER BY x.pending
        LOOP
            DELETE FROM ledger_pending WHERE id = r.pending RETURNING * INTO v_pending;
            IF NOT FOUND THEN
                PERFORM ledger_refuse('ZL002', jsonb_build_object('transfer', r.pending, 'state', coalesce(
                    (SELECT outcome FROM ledger_resolution WHERE pending_id = r.pending), 'unknown')));
            ELSIF r.posting AND v_pending.until <= r.at THEN
                PERFORM ledger_refuse('ZL003', jsonb_build_object('transfer', r.pending));
            ELSIF r.asked > v_pending.amount THEN
                PERFORM ledger_refuse('ZL004', jsonb_build_object(
                    'transfer', r.pending, 'pending', v_pending.amount, 'asked', r.asked));
            END IF;
            INSERT INTO ledger_resolution (pending_id, entry_id, at, outcome, asked)
            VALUES (r.pending, r.e, r.at, CASE
                WHEN r.posting THEN 'posted' WHEN v_pending.until <= r.at THEN 'expired' ELSE 'voided'
            END, r.asked);
            v_moves := v_moves || ROW(
                r.id, r.e, r.at, v_pending.debit_account_id, v_pending.credit_account_id,
                CASE WHEN r.posting THEN coalesce(r.asked, v_pending.amount) ELSE 0 END,
                -v_pending.amount, r.pending, NULL)::ledger_move;
        END LOOP;
    END IF;

    INSERT INTO ledger_transfer (id, entry_id, at, debit_account_id, credit_account_id, amount, held, pending_id)
    SELECT m.id, m.entry_id, m.at, m.debit, m.credit, m.amount, m.held, m.pending_id
    FROM unnest(v_moves) AS m;

    FOR r IN
        SELECT side.account,
               sum(side.dp)::bigint AS dp, sum(side.cp)::bigint AS cp,
               sum(side.dh)::bigint AS dh, sum(side.ch)::bigint AS ch
        FROM unnest(v_moves) AS m
        CROSS JOIN LATERAL (VALUES
            (m.debit, m.amount, 0, m.held, 0),
            (m.credit, 0, m.amount, 0, m.held)
        ) AS side (account, dp, cp, dh, ch)
        GROUP BY side.account
        ORDER BY side.account
    LOOP
        -- An unguarded account has no row here, and nothing happens.
        UPDATE ledger_balance AS b
        SET debits_posted = b.debits_posted + r.dp,
            credits_posted = b.credits_posted + r.cp,
            debits_pending = b.debits_pending + r.dh,
            credits_pending = b.credits_pending + r.ch
        WHERE b.account_id = r.account
          AND CASE b.side
                WHEN 'debit' THEN
                    b.debits_posted + r.dp - b.credits_posted - r.cp - b.credits_pending - r.ch >= 0
                ELSE b.credits_posted + r.cp - b.debits_posted - r.dp - b.debits_pending - r.dh >= 0
              END;
        IF NOT FOUND THEN
            SELECT * INTO v_balance FROM ledger_balance WHERE account_id = r.account;
            IF FOUND THEN
                PERFORM ledger_refuse('ZL005', jsonb_build_object('account', r.account, 'short_by',
                    CASE v_balance.side
                        WHEN 'debit' THEN v_balance.credits_posted + r.cp + v_balance.credits_pending + r.ch
                            - v_balance.debits_posted - r.dp
                        ELSE v_balance.debits_posted + r.dp + v_balance.debits_pending + r.dh
                            - v_balance.credits_posted - r.cp
                    END));
            END IF;
        END IF;
    END LOOP;
END
$$;
