"""Migration operation that makes a table regulated: no row appears or changes without its event.

An immediate row trigger demands that `trail_seq` changed and that the event it names, in the row's
own stream, was written by the present transaction. It fires for the ORM, raw SQL and COPY alike.
Deleting and truncating are refused; the serving role loses DELETE.
"""

from typing import Any

from django.conf import settings
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Model

_SQL = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.trail_seq = OLD.trail_seq OR NEW.{key} <> OLD.{key}) THEN
        RAISE EXCEPTION 'A row of {table} changed without an event.' USING ERRCODE = 'TR001';
    END IF;
    PERFORM 1 FROM audit_event
        WHERE stream = '{prefix}:' || NEW.{key} AND seq = NEW.trail_seq AND xid = pg_current_xact_id();
    IF NOT FOUND THEN
        RAISE EXCEPTION 'A row of {table} names no event of this transaction.' USING ERRCODE = 'TR001';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS {name}_insert ON {table};
DROP TRIGGER IF EXISTS {name}_update ON {table};
DROP TRIGGER IF EXISTS {name}_delete ON {table};
DROP TRIGGER IF EXISTS {name}_stays ON {table};
CREATE TRIGGER {name}_insert BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
CREATE TRIGGER {name}_update BEFORE UPDATE OF {columns} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
CREATE TRIGGER {name}_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER {name}_stays BEFORE TRUNCATE ON {table} EXECUTE FUNCTION audit_refuse_truncate();
"""

_REVOKE = """
DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{app}') AND current_user <> '{app}' THEN
        REVOKE DELETE ON {table} FROM {app};
    END IF;
END $$;
"""


def guard_name(table: str) -> str:
    """Return the name of the guard function of `table`."""
    return f"guard_{table}"


def guarded_columns(model: type[Model], derived: tuple[str, ...]) -> list[str]:
    """Return the columns of `model` that only change with an event."""
    return [
        field.column
        for field in model._meta.concrete_fields
        if field.column is not None and field.name not in derived and field.column not in derived
    ]


class Guard(Operation):
    """Install (or install anew, after columns were added) the guard of a regulated model."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, model_name: str, *, prefix: str, key: str = "id", derived: tuple[str, ...] = ()) -> None:
        self.model_name, self.prefix, self.key, self.derived = model_name, prefix, key, tuple(derived)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Describe the operation for the migration writer."""
        return (
            type(self).__name__,
            [self.model_name],
            {"prefix": self.prefix, "key": self.key, "derived": self.derived},
        )

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models do not change."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Create the guard function and its triggers."""
        model = to_state.apps.get_model(app_label, self.model_name)
        table = model._meta.db_table
        columns = ", ".join(f'"{column}"' for column in guarded_columns(model, self.derived))
        sql = _SQL.format(name=guard_name(table), table=table, prefix=self.prefix, key=self.key, columns=columns)
        schema_editor.execute(sql)
        schema_editor.execute(_REVOKE.format(app=settings.PORTAL_APP_ROLE, table=table))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Remove the guard."""
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {guard_name(table)}() CASCADE")

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Guard {self.model_name}: no change without an event of stream {self.prefix}"
