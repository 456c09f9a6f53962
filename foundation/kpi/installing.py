"""The migration operation by which an app installs its measures. It holds frozen SQL, never declarations."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from foundation.kpi import triggers
from foundation.kpi.compiling import Frozen

_CELLS = ("delta", "areayear", "areamonth", "areaday", "partmonth", "partday", "institutionmonth")
"""The models that hold what a measure counted, in the app kpi. Migrations older than a model do not know it."""


class InstallMeasures(Operation):
    """Install the triggers of one model's measures, and count the existing rows of those that are new.

    A migration lists all measures of the model, also unchanged ones. Measures the migration before had and this one
    lacks lose their cells; those whose version or grain changed are counted anew.
    `manage.py freeze_measures <app>` writes the text.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, model_name: str, measures: Sequence[Frozen]) -> None:
        self.model_name, self.measures = model_name, tuple(measures)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Describe the operation for the migration writer."""
        return type(self).__name__, [self.model_name, self.measures], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models do not change."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Create function and triggers; recount what is new or has another version."""
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        schema_editor.execute(triggers.install(table, self.measures), params=None)
        has_parts = ("kpi", "partday") in to_state.models
        known = self._known(schema_editor, table, has_parts=has_parts)
        wanted = {each.code: (each.version, each.parts_by_day) for each in self.measures}
        for code in sorted(code for code, kept in known.items() if wanted.get(code) != kept):
            self._forget(schema_editor, to_state, code)
        new = [each for each in self.measures if known.get(each.code) != wanted[each.code]]
        for each in new:
            schema_editor.execute(
                "INSERT INTO kpi_measure (code, version, source, by_day) VALUES (%s, %s, %s, %s)",
                (each.code, each.version, table, each.by_day),
            )
            if has_parts:
                schema_editor.execute(
                    "UPDATE kpi_measure SET parts_by_day = %s WHERE code = %s", (each.parts_by_day, each.code)
                )
        if new:
            schema_editor.execute(triggers.refill(table, new), params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Remove triggers and figures."""
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
        schema_editor.execute(triggers.remove(table), params=None)
        for code in sorted(self._known(schema_editor, table, has_parts=False)):
            self._forget(schema_editor, from_state, code)

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Measure {self.model_name}: {', '.join(each.code for each in self.measures)}"

    @staticmethod
    def _known(schema_editor: BaseDatabaseSchemaEditor, table: str, *, has_parts: bool) -> dict[str, tuple[int, bool]]:
        """Version and grain of what the database counts in a table."""
        if schema_editor.collect_sql:
            return {}
        parts = "parts_by_day" if has_parts else "false"
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(f"SELECT code, version, {parts} FROM kpi_measure WHERE source = %s", [table])  # noqa: S608
            return {code: (version, by_parts) for code, version, by_parts in cursor.fetchall()}

    @staticmethod
    def _forget(schema_editor: BaseDatabaseSchemaEditor, state: ProjectState, code: str) -> None:
        for model in _CELLS:
            if ("kpi", model) in state.models:
                cells = state.apps.get_model("kpi", model)._meta.db_table
                schema_editor.execute(f"DELETE FROM {cells} WHERE measure = %s", (code,))  # noqa: S608  (own names)
        schema_editor.execute("DELETE FROM kpi_measure WHERE code = %s", (code,))
