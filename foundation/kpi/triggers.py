"""The triggers that record every change of a measured table, whoever writes it and how.

Statement triggers with transition tables: they fire once for an ORM save, a raw UPDATE and a COPY
of thousands of rows alike, and append signed sums to kpi_delta. The function runs with the rights of
its owner, so the serving role needs no right to write deltas and cannot invent figures.
"""

from collections.abc import Sequence

from foundation.kpi.compiling import COLUMNS, Frozen, select

_INTO = f"INSERT INTO kpi_delta ({COLUMNS}, value)"
NEW = "SELECT 1 AS sign, r.* FROM new_rows r"
OLD = "SELECT -1 AS sign, r.* FROM old_rows r"


def function_name(table: str) -> str:
    """The name of the trigger function of a measured table."""
    return f"measure_{table}"


def body(measures: Sequence[Frozen]) -> str:
    """The source of the trigger function: one branch an operation."""
    return f"""
BEGIN
    IF TG_OP = 'INSERT' THEN
    {_INTO}
    {select(NEW, measures)};
    ELSIF TG_OP = 'UPDATE' THEN
    {_INTO}
    {select(f"{OLD} UNION ALL {NEW}", measures)};
    ELSE
    {_INTO}
    {select(OLD, measures)};
    END IF;
    RETURN NULL;
END """


def install(table: str, measures: Sequence[Frozen]) -> str:
    """The statements that create or replace the function and its three triggers."""
    name = function_name(table)
    return f"""
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $measures${body(measures)}$measures$;
REVOKE ALL ON FUNCTION {name}() FROM PUBLIC;
DROP TRIGGER IF EXISTS {name}_insert ON {table};
DROP TRIGGER IF EXISTS {name}_update ON {table};
DROP TRIGGER IF EXISTS {name}_delete ON {table};
CREATE TRIGGER {name}_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {name}();
CREATE TRIGGER {name}_update AFTER UPDATE ON {table} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {name}();
CREATE TRIGGER {name}_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""


def remove(table: str) -> str:
    """The statement that removes the function with its triggers."""
    return f"DROP FUNCTION IF EXISTS {function_name(table)}() CASCADE"


def refill(table: str, measures: Sequence[Frozen]) -> str:
    """The statement that counts the rows already there into kpi_delta, for measures that are new."""
    return f"{_INTO} {select(f'SELECT 1 AS sign, r.* FROM {table} r', measures)}"  # noqa: S608  (names of migrations)
