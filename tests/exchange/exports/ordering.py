"""What the tests of exports share."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from django.test import Client
from openpyxl import load_workbook

from foundation.accounts.acting import PostedActor
from foundation.desk.lists import known
from foundation.documents.actions.reading import content_of
from foundation.exchange.actions import exporting
from foundation.exchange.models import Export
from tests.cases.conftest import work_off

COLUMNS = ("number", "state", "accepted", "due", "client", "fee")


def order(
    by: PostedActor, *, query: str = "", form: str = "csv", columns: Sequence[str] = COLUMNS, **other: Any
) -> Export:
    """Order an export of cases."""
    return exporting.order(known("cases"), by=by, query=query, form=form, columns=columns, **other)


def written(export: Export) -> Export:
    """Let the job do its work."""
    work_off()
    export.refresh_from_db()
    return export


def rows_of(export: Export) -> list[list[Any]]:
    """The rows of the file: the head line, the headings, the data."""
    assert export.file is not None, (export.state, export.reason)
    content = content_of(export.file)
    if export.form == "csv":
        assert content.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def download(client: Client, export: Export) -> Any:
    """Ask for the file."""
    return client.get(f"/exports/{export.pk}/file/")
