"""What the database itself refuses, and what it remembers: triggers for ``class Meta: triggers = [...]``.

They are installed by migrations through django-pgtrigger, but call functions of ours, so that no
session setting of a client can switch them off: only the owner of the table can, and that shows in
the trail (``zhanggui verify``).
"""

from collections.abc import Sequence

import pgtrigger
from django.db import migrations, models
from pgtrigger import compiler
from pgtrigger import utils as pgtrigger_utils

CHANGE_REFUSED = "ZG001"
"""SQLSTATE of a change to something that is never changed."""


class CallSql(compiler.UpsertTriggerSql):
    """Installs a trigger that calls a function which exists already."""

    def get_template(self) -> str:
        return """
            DROP TRIGGER IF EXISTS {pgid} ON {table};
            CREATE TRIGGER {pgid} {when} {operation} ON {table}
                FOR EACH {level} {condition} EXECUTE FUNCTION {execute};
            COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
        """


class CallAndGuardTruncateSql(CallSql):
    """The same, and the table can no longer be truncated."""

    def get_template(self) -> str:
        return (
            super().get_template()
            + """
            DROP TRIGGER IF EXISTS zz_no_truncate ON {table};
            CREATE TRIGGER zz_no_truncate BEFORE TRUNCATE ON {table}
                FOR EACH STATEMENT EXECUTE FUNCTION house_refuse_change();
        """
        )


class GuardedTrigger(compiler.Trigger):
    """A trigger that goes together with its guard against TRUNCATE."""

    @property
    def uninstall_sql(self) -> str:
        table = pgtrigger_utils.quote(self.sql.table)
        return f"{super().uninstall_sql} DROP TRIGGER IF EXISTS zz_no_truncate ON {table};"


class Calls(pgtrigger.Trigger):
    """A row trigger calling a function of the database with literal arguments."""

    sql_class: type[compiler.UpsertTriggerSql] = CallSql
    trigger_class: type[compiler.Trigger] = compiler.Trigger
    function = ""

    def __init__(self, *, arguments: Sequence[str] = (), **trigger: object) -> None:
        self.arguments = tuple(arguments)
        super().__init__(**trigger)  # type: ignore[arg-type]

    def get_func(self, model: models.Model) -> str:
        return ""

    def render_execute(self, model: models.Model) -> str:
        quoted = ", ".join("'" + argument.replace("'", "''") + "'" for argument in self.arguments)
        return f"{self.function}({quoted})"

    def compile(self, model: models.Model) -> compiler.Trigger:
        return self.trigger_class(
            name=self.name,
            sql=self.sql_class(
                pgid=self.get_pgid(model),
                func="",
                table=model._meta.db_table,
                when=self.when,
                operation=self.operation,
                level=self.level,
                condition=self.render_condition(model),
                execute=self.render_execute(model),
            ),
        )


class RefusesChange(Calls):
    """Raises ``ZG001`` when a row is changed or deleted."""

    function = "house_refuse_change"
    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete


class AppendOnly(RefusesChange):
    """Raises ``ZG001`` when a row is changed or deleted, or the table truncated."""

    sql_class = CallAndGuardTruncateSql
    trigger_class = GuardedTrigger


class Governed(Calls):
    """Writes each change of a row into the row history."""

    function = "trail_row_history"
    when = pgtrigger.After
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


def append_only(name: str = "append_only") -> pgtrigger.Trigger:
    """Rows are only ever added: UPDATE, DELETE and TRUNCATE are refused by the database."""
    return AppendOnly(name=name)


def frozen_once(
    name: str, condition: pgtrigger.Condition, *, except_columns: Sequence[str] = ()
) -> pgtrigger.Trigger:
    """A row that meets ``condition`` (on ``old__…``) is never changed or deleted again.

    ``except_columns`` may still change, such as a pointer that is filled later.
    """
    return RefusesChange(name=name, condition=condition, arguments=except_columns)


def governed(*, secret: Sequence[str] = (), ignore: Sequence[str] = ()) -> pgtrigger.Trigger:
    """The database keeps every state this row ever had, whoever changes it and however.

    Columns named ``secret`` are kept as digests: that they changed shows, what they held does not.
    Columns named ``ignore`` are left out: bookkeeping that no operation stands behind.
    """
    return Governed(name="governed", arguments=(",".join(secret), ",".join(ignore)))


def baseline(table: str, *, secret: str = "", ignore: str = "") -> migrations.RunSQL:
    """The step of a migration that takes rows already there into the history of a newly governed table."""
    return migrations.RunSQL(
        [("SELECT trail_baseline(%s, %s, %s)", [table, secret, ignore])], migrations.RunSQL.noop
    )
