"""A stored file is a regulated row: sealed before it exists, explained by its event, seen by its scope."""

import hashlib
import io
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction

from foundation.accounts.acting import Visitor
from foundation.audit.actors import SYSTEM
from foundation.audit.models import Event
from foundation.documents import vault
from foundation.documents.actions import reading, storing
from foundation.documents.models import StoredFile
from foundation.documents.refusals import FileDamaged, FileRefused
from tests.documents import making
from tests.people import Cast

pytestmark = pytest.mark.usefixtures("store")
LEDGER = making.xlsx({"xl/worksheets/sheet1.xml": b"<sheet/>"})


def ledger(name: str = "2026年度台账.xlsx", content: bytes = LEDGER) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def store_for_jinan(cast: Cast) -> StoredFile:
    return storing.store(
        ledger(),
        by=cast.actor("jinan_clerk"),
        purpose="test.ledger",
        organisation=cast.jinan_institution.organisation,
        belongs_to="import:example",
    )


def test_a_stored_file_knows_its_content_its_owner_and_its_place(cast: Cast) -> None:
    file = StoredFile.objects.get(pk=store_for_jinan(cast).pk)
    assert (file.name, file.kind, file.size) == ("2026年度台账.xlsx", "xlsx", len(LEDGER))
    assert file.sha256 == hashlib.sha256(LEDGER).hexdigest()
    assert (file.city_code, file.county_code) == ("370100", "370102")
    assert file.uploaded_by == cast.jinan_clerk
    assert reading.content_of(file) == LEDGER
    assert list(StoredFile.objects.belonging_to("import:example").kept_for("test.ledger")) == [file]


def test_the_event_names_the_hash_and_never_the_name(cast: Cast) -> None:
    file = store_for_jinan(cast)
    event = Event.objects.get(stream=file.stream, seq=file.trail_seq)
    assert event.kind == "file.stored"
    body = bytes(event.body)
    assert file.sha256.encode() in body and "台账".encode() not in body


def test_a_large_upload_comes_from_disk(cast: Cast) -> None:
    upload = TemporaryUploadedFile("ledger.csv", "text/csv", 0, "utf-8")
    content = "序号,说明\n".encode() + b"1,a\n" * 100_000
    upload.write(content)
    file = storing.store(upload, by=cast.actor("jinan_clerk"), purpose="test.ledger")
    assert reading.content_of(file) == content


def test_what_the_portal_made_itself_is_stored_by_the_system(cast: Cast) -> None:
    file = storing.store(ContentFile(making.pdf(), name="报告.pdf"), by=SYSTEM, purpose="test.report")
    assert file.uploaded_by is None and file.organisation is None
    assert StoredFile.objects.visible_to(cast.actor("province")).filter(pk=file.pk).exists()
    assert not StoredFile.objects.visible_to(cast.actor("jinan")).filter(pk=file.pk).exists()


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("province", True),
        ("jinan", True),
        ("lixia", True),
        ("jinan_clerk", True),
        ("qingdao", False),
        ("qingdao_clerk", False),
        ("administrator", False),
        ("appraiser", False),
    ],
)
def test_who_sees_a_file_of_an_institution_in_jinan(cast: Cast, name: str, sees: bool) -> None:
    file = store_for_jinan(cast)
    assert StoredFile.objects.visible_to(cast.actor(name)).filter(pk=file.pk).exists() is sees


def test_a_visitor_sees_no_file(cast: Cast) -> None:
    store_for_jinan(cast)
    assert not StoredFile.objects.visible_to(Visitor()).exists()


def test_a_refused_upload_leaves_neither_row_nor_file(cast: Cast, store: Path) -> None:
    with pytest.raises(FileRefused):
        storing.store(ledger("ledger.pdf"), by=cast.actor("jinan_clerk"), purpose="test.ledger")
    assert not StoredFile.objects.exists()
    assert not [path for path in store.rglob("*") if path.is_file()]


def test_if_the_row_cannot_be_written_the_file_is_a_harmless_orphan(cast: Cast, store: Path) -> None:
    received = storing.receive(ledger(), purpose="test.ledger")
    assert vault.path_of(received.deposit.address).exists()

    def record_twice() -> None:
        with transaction.atomic():
            storing.record(received, by=cast.actor("jinan_clerk"))
            storing.record(received, by=cast.actor("jinan_clerk"))

    with pytest.raises(IntegrityError):
        record_twice()
    assert not StoredFile.objects.exists()
    assert vault.path_of(received.deposit.address).exists()


def test_no_row_changes_or_goes_without_its_event(cast: Cast) -> None:
    file = store_for_jinan(cast)
    refused = r"event|deleted|permission"
    for statement in (
        "UPDATE documents_storedfile SET sha256 = repeat('0', 64)",
        "UPDATE documents_storedfile SET name = 'other.pdf'",
        "DELETE FROM documents_storedfile",
    ):
        with pytest.raises(DatabaseError, match=refused), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert StoredFile.objects.get(pk=file.pk).sha256 == file.sha256


def test_a_key_moved_to_another_row_opens_nothing(cast: Cast) -> None:
    first, second = store_for_jinan(cast), store_for_jinan(cast)
    first.sealed_key, first.address = second.sealed_key, second.address
    with pytest.raises(FileDamaged):
        reading.content_of(first)
    assert Event.objects.filter(stream=first.stream, kind="file.damaged").count() == 1


def test_the_database_alone_or_the_store_alone_reads_nothing(cast: Cast, store: Path) -> None:
    file = store_for_jinan(cast)
    sealed = vault.path_of(file.address).read_bytes()
    key = bytes(StoredFile.objects.get(pk=file.pk).sealed_key)
    assert LEDGER[:64] not in sealed and b"[Content_Types]" not in sealed
    assert len(key) > 32 + 16
    with pytest.raises(FileDamaged):
        vault.open_checked(file.address, key=key[-32:], sha256=file.sha256, size=file.size)
    assert io.BytesIO(sealed).read(len(vault.MAGIC)) == vault.MAGIC
