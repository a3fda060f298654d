"""What the database itself refuses about prices."""

import pgtrigger


def below_normal() -> pgtrigger.Trigger:
    """A promotion or on-air price is below the normal price in every moment of its period (B-4.3.2).

    It needs a normal price for its whole period, each of them higher; and no normal price comes to stand at
    or under a lower one. Two writers at once are kept apart by the lock on the SKU that operations hold.

    To end a lower price early is always allowed: what came to stand wrongly must not be kept by this rule.
    """
    return pgtrigger.Trigger(
        name="below_normal",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        func="""
            IF TG_OP = 'UPDATE' AND NEW.kind <> 'normal' AND NEW.kind = OLD.kind
               AND NEW.sku_id = OLD.sku_id AND NEW.amount_fen = OLD.amount_fen
               AND NEW.period <@ OLD.period THEN
                RETURN NULL;
            END IF;
            IF EXISTS (
                SELECT 1 FROM pricing_price special
                 WHERE special.sku_id = NEW.sku_id AND special.kind <> 'normal'
                   AND special.period && NEW.period
                   AND (NOT special.period <@ coalesce(
                            (SELECT range_agg(normal.period) FROM pricing_price normal
                              WHERE normal.sku_id = NEW.sku_id AND normal.kind = 'normal'),
                            '{}'::tstzmultirange)
                        OR EXISTS (
                            SELECT 1 FROM pricing_price normal
                             WHERE normal.sku_id = NEW.sku_id AND normal.kind = 'normal'
                               AND normal.period && special.period
                               AND normal.amount_fen <= special.amount_fen))
            ) THEN
                RAISE EXCEPTION 'a lower price must be below the normal price in its whole period'
                    USING ERRCODE = '23514', CONSTRAINT = 'pricing_below_normal';
            END IF;
            RETURN NULL;
        """,
    )
