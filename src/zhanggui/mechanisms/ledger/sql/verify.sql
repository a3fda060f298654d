-- Each query answers (table, key, what) for what does not agree; a semicolon in a comment parts them.

-- A live balance is the sum of the account's transfers.
SELECT 'ledger_balance', b.account_id::text,
       format('holds %s/%s posted and %s/%s pending, but its transfers say %s/%s and %s/%s',
              b.debits_posted, b.credits_posted, b.debits_pending, b.credits_pending,
              coalesce(t.dp, 0), coalesce(t.cp, 0), coalesce(t.dh, 0), coalesce(t.ch, 0))
FROM ledger_balance b
LEFT JOIN (
    SELECT account, sum(dp) AS dp, sum(cp) AS cp, sum(dh) AS dh, sum(ch) AS ch
    FROM (
        SELECT debit_account_id AS account, amount AS dp, 0 AS cp, held AS dh, 0 AS ch FROM ledger_transfer
        UNION ALL
        SELECT credit_account_id, 0, amount, 0, held FROM ledger_transfer
    ) AS sides
    GROUP BY account
) AS t ON t.account = b.account_id
WHERE (b.debits_posted, b.credits_posted, b.debits_pending, b.credits_pending)
    IS DISTINCT FROM (coalesce(t.dp, 0), coalesce(t.cp, 0), coalesce(t.dh, 0), coalesce(t.ch, 0));
-- ;
-- A guarded account has a live balance.
SELECT 'ledger_account', a.id::text, 'is guarded and has no live balance'
FROM ledger_account a WHERE a.guarded AND NOT EXISTS (SELECT FROM ledger_balance b WHERE b.account_id = a.id);
-- ;
-- The daily sums are the sums of the transfers folded so far.
SELECT 'ledger_checkpoint', coalesce(c.account_id, t.account) || ' ' || coalesce(c.day, t.day),
       'does not agree with the transfers of that day'
FROM ledger_checkpoint c
FULL JOIN (
    SELECT account, day, sum(dp) AS dp, sum(cp) AS cp, sum(dh) AS dh, sum(ch) AS ch
    FROM (
        SELECT debit_account_id AS account, (at AT TIME ZONE 'UTC')::date AS day,
               amount AS dp, 0 AS cp, held AS dh, 0 AS ch, xid FROM ledger_transfer
        UNION ALL
        SELECT credit_account_id, (at AT TIME ZONE 'UTC')::date, 0, amount, 0, held, xid FROM ledger_transfer
    ) AS sides
    WHERE xid < (SELECT coalesce(max(through_xid), 0) FROM ledger_mark)
    GROUP BY account, day
) AS t ON t.account = c.account_id AND t.day = c.day
WHERE (c.debits_posted, c.credits_posted, c.debits_pending, c.credits_pending)
    IS DISTINCT FROM (t.dp, t.cp, t.dh, t.ch);
-- ;
-- A transfer belongs to an entry of the same moment and transaction, between accounts of one unit.
SELECT 'ledger_transfer', t.id::text,
       CASE WHEN e.id IS NULL THEN 'belongs to no entry'
            WHEN e.at <> t.at OR e.xid <> t.xid THEN 'was not written with its entry'
            WHEN d.id IS NULL OR c.id IS NULL THEN 'moves to or from no account'
            ELSE 'turns one unit into another' END
FROM ledger_transfer t
LEFT JOIN ledger_entry e ON e.id = t.entry_id
LEFT JOIN ledger_account d ON d.id = t.debit_account_id
LEFT JOIN ledger_account c ON c.id = t.credit_account_id
WHERE e.id IS NULL OR e.at <> t.at OR e.xid <> t.xid OR d.unit IS DISTINCT FROM c.unit OR d.id IS NULL;
-- ;
-- An entry says what was written down when it was posted: its body hash, computed again from the rows.
SELECT 'ledger_entry', e.id::text, 'its transfers are not those that were posted'
FROM ledger_entry e
LEFT JOIN (
    SELECT t.entry_id, string_agg(
        CASE WHEN t.pending_id IS NULL
             THEN concat_ws(':', t.id, t.debit_account_id, t.credit_account_id, t.amount, t.held)
             ELSE concat_ws(':', t.id, t.pending_id, CASE r.outcome WHEN 'posted' THEN 'post' ELSE 'void' END,
                            coalesce(r.asked::text, ''))
        END, E'\n' ORDER BY t.id) AS lines
    FROM ledger_transfer t LEFT JOIN ledger_resolution r ON r.pending_id = t.pending_id AND t.held < 0
    GROUP BY t.entry_id
) AS body ON body.entry_id = e.id
WHERE body.lines IS NULL
   OR e.body_hash::text <> encode(substr(sha256(convert_to(
        concat_ws(':', e.kind, e.subject_type, e.subject_id) || E'\n' || body.lines, 'UTF8')), 1, 16), 'hex')::uuid::text;
-- ;
-- What ends a pending transfer releases exactly what it held, and moves what was asked.
SELECT 'ledger_transfer', t.id::text, 'does not release what its pending transfer held'
FROM ledger_transfer t
JOIN ledger_transfer p ON p.id = t.pending_id AND p.held > 0
JOIN ledger_resolution r ON r.pending_id = t.pending_id
WHERE t.held < 0 AND (
    t.held <> -p.held OR t.debit_account_id <> p.debit_account_id OR t.credit_account_id <> p.credit_account_id
    OR t.amount <> CASE r.outcome WHEN 'posted' THEN coalesce(r.asked, p.held) ELSE 0 END);
-- ;
-- A resolution and the transfer that carries it out go together.
SELECT 'ledger_resolution', coalesce(r.pending_id, t.pending_id)::text,
       CASE WHEN r.pending_id IS NULL THEN 'is missing for a transfer that releases'
            ELSE 'released nothing' END
FROM ledger_resolution r
FULL JOIN (SELECT pending_id FROM ledger_transfer WHERE held < 0) AS t ON t.pending_id = r.pending_id
WHERE r.pending_id IS NULL OR t.pending_id IS NULL;
-- ;
-- The work list holds exactly the pending transfers without a resolution.
SELECT 'ledger_pending', coalesce(o.id, t.id)::text,
       CASE WHEN o.id IS NULL THEN 'is missing: a reservation could never end'
            WHEN t.id IS NULL THEN 'is not a standing reservation'
            ELSE 'differs from its transfer' END
FROM ledger_pending o
FULL JOIN (
    SELECT t.* FROM ledger_transfer t
    WHERE t.held > 0 AND NOT EXISTS (SELECT FROM ledger_resolution r WHERE r.pending_id = t.id)
) AS t ON t.id = o.id
WHERE o.id IS NULL OR t.id IS NULL OR (o.amount, o.debit_account_id, o.credit_account_id, o.at)
    IS DISTINCT FROM (t.held, t.debit_account_id, t.credit_account_id, t.at);
