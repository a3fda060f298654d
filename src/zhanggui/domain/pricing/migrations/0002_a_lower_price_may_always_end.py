"""To end a lower price early is always allowed."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from zhanggui.schema.tables import together


class Migration(migrations.Migration):

    dependencies = [
        ('pricing', '0001_initial'),
    ]

    operations = together([
        pgtrigger.migrations.RemoveTrigger(
            model_name='price',
            name='below_normal',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='price',
            trigger=pgtrigger.compiler.Trigger(name='below_normal', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF TG_OP = 'UPDATE' AND NEW.kind <> 'normal' AND NEW.kind = OLD.kind\n               AND NEW.sku_id = OLD.sku_id AND NEW.amount_fen = OLD.amount_fen\n               AND NEW.period <@ OLD.period THEN\n                RETURN NULL;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM pricing_price special\n                 WHERE special.sku_id = NEW.sku_id AND special.kind <> 'normal'\n                   AND special.period && NEW.period\n                   AND (NOT special.period <@ coalesce(\n                            (SELECT range_agg(normal.period) FROM pricing_price normal\n                              WHERE normal.sku_id = NEW.sku_id AND normal.kind = 'normal'),\n                            '{}'::tstzmultirange)\n                        OR EXISTS (\n                            SELECT 1 FROM pricing_price normal\n                             WHERE normal.sku_id = NEW.sku_id AND normal.kind = 'normal'\n                               AND normal.period && special.period\n                               AND normal.amount_fen <= special.amount_fen))\n            ) THEN\n                RAISE EXCEPTION 'a lower price must be below the normal price in its whole period'\n                    USING ERRCODE = '23514', CONSTRAINT = 'pricing_below_normal';\n            END IF;\n            RETURN NULL;\n        ", hash='68e57b67ca96dc89de7c9720cc386385e8d11395', operation='INSERT OR UPDATE', pgid='pgtrigger_below_normal_75135', table='pricing_price', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ])
