"""The migration operation by which an app installs its measures. It holds frozen SQL, never declarations."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from foundation.kpi import triggers
from foundation.kpi.compiling import Frozen

_CELLS = ("kpi_delta", "kpi_area_month", "kpi_area_day", "kpi_institution_month")


class InstallMeasures(Operation):
    """Install the triggers of one model's measures, and count the existing rows of those that are new.

    A migration lists all measures of the model, also unchanged ones. Measures the migration before
    had and this one lacks lose their cells. `manage.py freeze_measures <app>` writes the text.
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
        known = self._known(schema_editor, table)
        wanted = {each.code: each.version for each in self.measures}
        for code in sorted(code for code, version in known.items() if wanted.get(code) != version):
            self._forget(schema_editor, code)
        new = [each for each in self.measures if known.get(each.code) != each.version]
        for each in new:
            schema_editor.execute(
                "INSERT INTO kpi_measure (code, version, source, by_day) VALUES (%s, %s, %s, %s)",
                (each.code, each.version, table, each.by_day),
            )
        if new:
            schema_editor.execute(triggers.refill(table, new), params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Remove triggers and figures."""
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
        schema_editor.execute(triggers.remove(table), params=None)
        for code in sorted(self._known(schema_editor, table)):
            self._forget(schema_editor, code)

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Measure {self.model_name}: {', '.join(each.code for each in self.measures)}"

    @staticmethod
    def _known(schema_editor: BaseDatabaseSchemaEditor, table: str) -> dict[str, int]:
        if schema_editor.collect_sql:
            return {}
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT code, version FROM kpi_measure WHERE source = %s", [table])
            return dict(cursor.fetchall())

    @staticmethod
    def _forget(schema_editor: BaseDatabaseSchemaEditor, code: str) -> None:
        for cells in _CELLS:
            schema_editor.execute(f"DELETE FROM {cells} WHERE measure = %s", (code,))  # noqa: S608  (fixed names)
        schema_editor.execute("DELETE FROM kpi_measure WHERE code = %s", (code,))
