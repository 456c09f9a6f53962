"""After a restore somebody must be able to ask whether files and database agree (trust BK-03)."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from foundation.audit.actors import SYSTEM
from foundation.documents import vault
from foundation.documents.actions import storing
from foundation.documents.models import StoredFile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]


def keep(text: str) -> StoredFile:
    return storing.store(ContentFile(text.encode(), name="示例.txt"), by=SYSTEM, purpose="test.anything")


def verify(*options: str) -> tuple[int, str, str]:
    """Return the exit code and what the command wrote."""
    out, errors = io.StringIO(), io.StringIO()
    try:
        call_command("verify_files", *options, stdout=out, stderr=errors)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue(), errors.getvalue()
    return 0, out.getvalue(), errors.getvalue()


def test_a_sound_store_passes_and_orphans_are_harmless() -> None:
    keep("a")
    vault.put(io.BytesIO(b"orphan"))
    assert verify() == (0, "1 files, 0 missing or changed, 1 without a row\n", "")


def test_missing_and_changed_files_are_named() -> None:
    missing, changed = keep("a"), keep("b")
    vault.path_of(missing.address).unlink()
    path = vault.path_of(changed.address)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    code, out, errors = verify()
    assert (code, out) == (2, "2 files, 2 missing or changed, 0 without a row\n")
    assert str(missing.pk) in errors and str(changed.pk) in errors
    quick, _out, errors = verify("--quick")
    assert quick == 2 and str(missing.pk) in errors and str(changed.pk) not in errors
