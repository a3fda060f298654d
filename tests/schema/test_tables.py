"""New tables are made together: nothing that stands is drawn again; circles of tables are no hindrance."""

import pytest
from django.conf import settings
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import CreateModel

from zhanggui.schema.tables import Tables, together

HEN = migrations.CreateModel("Hen", [("id", models.AutoField(primary_key=True))])
EGG = migrations.CreateModel(
    "Egg",
    [
        ("id", models.AutoField(primary_key=True)),
        ("laid_by", models.ForeignKey("schema.Hen", models.PROTECT)),
        ("account", models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)),
    ],
)
CAME_FROM = migrations.AddField(
    "hen", "came_from", models.ForeignKey("schema.Egg", models.PROTECT, null=True)
)
NEVER_ITSELF = migrations.AddConstraint(
    "hen", models.CheckConstraint(condition=~models.Q(came_from=models.F("id")), name="schema_hen_of_an_egg")
)
BY_EGG = migrations.AddIndex("hen", models.Index(fields=["-came_from"], name="schema_hens_of_eggs"))


@pytest.fixture(scope="module")
def drawn():
    """The record of models as it is after all migrations, drawn."""
    state = MigrationLoader(None).project_state()
    assert state.apps.get_model("sales", "order")
    return state


def test_what_adds_to_new_tables_is_made_with_them():
    other = migrations.AddField("order", "colour", models.TextField(default=""))
    sequence = migrations.RunSQL("SELECT 1")
    run, *rest = together([HEN, EGG, CAME_FROM, NEVER_ITSELF, other, sequence])
    assert isinstance(run, Tables)
    assert run.operations == (HEN, EGG, CAME_FROM, NEVER_ITSELF)
    assert rest == [other, sequence], "what changes a table that stands comes after"
    assert run.describe() == "Make 2 tables: hen, egg"


def test_nothing_that_stands_is_drawn_again(drawn):
    state = drawn.clone()
    before = {model._meta.label: model for model in state.apps.get_models()}
    Tables(HEN, EGG, CAME_FROM).state_forwards("schema", state)
    after = {model._meta.label: model for model in state.apps.get_models()}
    assert set(after) - set(before) == {"schema.Hen", "schema.Egg"}
    assert all(after[name] is model for name, model in before.items())
    assert {field.name for field in after["schema.Hen"]._meta.get_fields()} == {"id", "came_from", "egg"}


@pytest.mark.django_db
def test_a_circle_of_tables_is_made_whole_and_dropped(drawn):
    run, before, after = Tables(HEN, EGG, CAME_FROM, NEVER_ITSELF, BY_EGG), drawn.clone(), drawn.clone()
    run.state_forwards("schema", after)
    with connection.schema_editor() as editor:
        run.database_forwards("schema", editor, before, after)
    assert made("schema_hen") == {"schema_hen_of_an_egg", "schema_hens_of_eggs", "points at schema_egg"}
    assert made("schema_egg") == {"points at identity_account", "points at schema_hen"}
    with connection.schema_editor() as editor:
        run.database_backwards("schema", editor, after, before)
    assert not {"schema_hen", "schema_egg"} & set(connection.introspection.table_names())


def test_every_migration_makes_its_tables_together():
    """Each ``CreateModel`` by itself delays the first page by a tenth of a second; there are hundreds."""
    alone = [
        f"{key[0]}.{key[1]}"
        for key, migration in MigrationLoader(None).disk_migrations.items()
        if type(migration).__module__.startswith("zhanggui.")
        if any(isinstance(one, CreateModel) for one in migration.operations)
    ]
    assert alone == [], "write operations = together([...]), from zhanggui.schema.tables"


def made(table: str) -> set[str]:
    """What a table has besides its key, and where its foreign keys point."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
    named = {name for name in found if name.startswith("schema_hen_of") or name.startswith("schema_hens_of")}
    return named | {f"points at {one['foreign_key'][0]}" for one in found.values() if one["foreign_key"]}
