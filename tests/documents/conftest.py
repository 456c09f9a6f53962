"""An empty store, a purpose for each class of content, and who may download."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foundation.accounts.models import Delegation
from foundation.accounts.roles import Role
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from foundation.documents import kinds, purposes
from foundation.documents.purposes import Purpose, Sensitivity

PERSONAL = Purpose("test.ledger", "示例台账", Sensitivity.PERSONAL, kinds.SHEETS)
INTERNAL = Purpose("test.report", "示例报告", Sensitivity.INTERNAL, (kinds.PDF,))
ANYTHING = Purpose("test.anything", "示例文件", Sensitivity.INTERNAL)
purposes.register(PERSONAL, INTERNAL, ANYTHING)


@pytest.fixture
def store(tmp_path: Path, settings: Any) -> Path:
    """Return the folder of an empty store."""
    settings.DATA_DIR = tmp_path
    return tmp_path / "files"


@pytest.fixture
def may_download(db: None) -> None:
    """Let officers of all levels and clerks download, whatever the reference data say."""
    for role, level in [
        (Role.OFFICER, "province"),
        (Role.OFFICER, "city"),
        (Role.OFFICER, "county"),
        (Role.CASE_CLERK, "none"),
    ]:
        row = Delegation(verb="documents.download", role=role, level=level, effective_from=date(2020, 2, 2))
        write(row, "delegation.granted", by=SYSTEM)
