"""New tables made together by one migration, without drawing again what they touch.

``CreateModel`` by itself has Django draw anew every model that the new one touches, every model that those
touch, and so nearly the whole house, three hundred times: most of a minute before the first page. Nothing
that stands is changed when a table is added, so here only the new models are drawn, once. A migration that
brings tables says ``operations = together([...])`` around what ``makemigrations`` wrote.
"""

from collections.abc import Iterable
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, AlterField, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger

ADDED = (AddField, AlterField, AddConstraint, AddIndex, AddTrigger)
"""What a table may be given after it was named, and has from the start when it is made."""


def together(operations: Iterable[Any]) -> list[Operation]:
    """The same operations in the same order, each run of those that bring new tables as one ``Tables``."""
    told: list[Operation] = []
    for one in operations:
        last = told[-1] if told else None
        if isinstance(last, Tables) and last.takes(one):
            told[-1] = Tables(*last.operations, one)
        else:
            told.append(Tables(one) if isinstance(one, CreateModel) else one)
    return told


class Tables(Operation):
    """The tables of these ``CreateModel``, with the fields, constraints, indexes and triggers added to them.

    Tables may point at each other in a circle: foreign keys are made when all of them are there.
    """

    def __init__(self, *operations: Any) -> None:
        self.operations = operations
        self._made = [one.name_lower for one in operations if isinstance(one, CreateModel)]

    def takes(self, operation: Operation) -> bool:
        """Whether this brings one more table, or adds to one that is made here."""
        if isinstance(operation, CreateModel):
            return True
        return isinstance(operation, ADDED) and operation.model_name.lower() in self._made

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How a migration file writes it."""
        return type(self).__name__, list(self.operations), {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Note the new models; draw them where the others are drawn already."""
        drawn = state.__dict__.pop("apps", None)
        for one in self.operations:
            one.state_forwards(app_label, state)
        if drawn is not None:
            state.apps = drawn
            drawn.render_multiple([state.models[app_label, name] for name in self._made])

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the tables as they are at the end, with all that was added to them."""
        for name in self._made:
            model = to_state.apps.get_model(app_label, name)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.create_model(model)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the tables, the last one first."""
        for name in reversed(self._made):
            model = from_state.apps.get_model(app_label, name)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.delete_model(model)

    def describe(self) -> str:
        """What ``migrate --plan`` says."""
        return f"Make {len(self._made)} tables: {', '.join(self._made)}"
