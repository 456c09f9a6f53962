"""A file leaves the portal by one view: in scope, as an attachment, unchanged, and on record."""

from collections.abc import Callable
from urllib.parse import unquote
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.audit import trail
from foundation.audit.models import Event
from foundation.documents import vault
from foundation.documents.actions import storing
from foundation.documents.models import StoredFile
from foundation.documents.names import clean_name
from tests.documents import making
from tests.people import Cast

pytestmark = pytest.mark.usefixtures("store", "may_download")
LEDGER = making.xlsx({"xl/worksheets/sheet1.xml": b"<sheet/>"})


@pytest.fixture
def file(cast: Cast, store: object) -> StoredFile:
    """A ledger of the institution in Jinan: personal data."""
    return storing.store(
        SimpleUploadedFile("2026年度台账.xlsx", LEDGER),
        by=cast.actor("jinan_clerk"),
        purpose="test.ledger",
        organisation=cast.jinan_institution.organisation,
    )


@pytest.mark.parametrize("name", ["province", "jinan", "lixia", "jinan_clerk"])
def test_those_in_scope_get_the_very_bytes_as_an_attachment(
    file: StoredFile, sign_in: Callable[[str], Client], name: str
) -> None:
    answer = sign_in(name).get(file.get_absolute_url())
    assert answer.status_code == 200
    assert answer.getvalue() == LEDGER
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert unquote(answer.headers["Content-Disposition"]).endswith("2026年度台账.xlsx")
    assert answer.headers["ETag"] == f'"{file.sha256}"'
    assert answer.headers["Content-Length"] == str(len(LEDGER))
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["qingdao", "qingdao_clerk"])
def test_out_of_scope_and_absent_are_the_same_404(
    file: StoredFile, sign_in: Callable[[str], Client], name: str
) -> None:
    client = sign_in(name)
    foreign = client.get(file.get_absolute_url())
    absent = client.get(reverse("documents:download", args=[uuid4()]))
    assert (foreign.status_code, absent.status_code) == (404, 404)
    assert not Event.objects.filter(stream=file.stream, kind="file.handed_out").exists()


@pytest.mark.parametrize("name", ["appraiser", "administrator"])
def test_a_posting_without_the_verb_is_turned_away(
    file: StoredFile, sign_in: Callable[[str], Client], name: str
) -> None:
    assert sign_in(name).get(file.get_absolute_url()).status_code == 403


def test_a_visitor_is_sent_to_sign_in(file: StoredFile) -> None:
    assert Client().get(file.get_absolute_url()).status_code == 302


def test_handing_out_personal_data_is_an_event_and_internal_papers_are_not(
    file: StoredFile, cast: Cast, sign_in: Callable[[str], Client]
) -> None:
    client = sign_in("jinan")
    client.get(file.get_absolute_url())
    event = Event.objects.get(stream=file.stream, kind="file.handed_out")
    assert event.actor == cast.actor("jinan").id
    paper = storing.store(
        SimpleUploadedFile("报告.pdf", making.pdf()),
        by=cast.actor("jinan_clerk"),
        purpose="test.report",
        organisation=cast.jinan_institution.organisation,
    )
    assert client.get(paper.get_absolute_url()).status_code == 200
    assert not Event.objects.filter(stream=paper.stream, kind="file.handed_out").exists()


def test_if_the_event_cannot_be_written_nothing_leaves(
    file: StoredFile, sign_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = sign_in("jinan")

    def unwritable(*args: object, **options: object) -> int:
        raise RuntimeError("the trail is read-only")

    monkeypatch.setattr(trail, "append", unwritable)
    with pytest.raises(RuntimeError, match="read-only"):
        client.get(file.get_absolute_url())


@pytest.mark.parametrize("damage", ["flipped", "gone"])
def test_a_damaged_file_is_stopped_and_recorded(
    file: StoredFile, sign_in: Callable[[str], Client], damage: str
) -> None:
    path = vault.path_of(file.address)
    path.chmod(0o600)
    if damage == "gone":
        path.unlink()
    else:
        sealed = bytearray(path.read_bytes())
        sealed[len(sealed) // 2] ^= 1
        path.write_bytes(sealed)
    answer = sign_in("jinan").get(file.get_absolute_url())
    assert answer.status_code == 422
    assert LEDGER[:16] not in answer.content
    assert Event.objects.filter(stream=file.stream, kind="file.damaged").count() == 1
    assert not Event.objects.filter(stream=file.stream, kind="file.handed_out").exists()


def test_a_copy_that_is_still_good_is_not_sent_again(file: StoredFile, sign_in: Callable[[str], Client]) -> None:
    answer = sign_in("jinan").get(file.get_absolute_url(), HTTP_IF_NONE_MATCH=f'"{file.sha256}"')
    assert answer.status_code == 304 and not answer.content


def test_nothing_but_reading_is_offered(file: StoredFile, sign_in: Callable[[str], Client]) -> None:
    client = sign_in("jinan")
    assert [client.post(file.get_absolute_url()).status_code, client.delete(file.get_absolute_url()).status_code] == [
        405,
        405,
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.text(max_size=260))
def test_hostile_names_survive_the_whole_way_and_harm_nothing(
    cast: Cast, sign_in: Callable[[str], Client], raw: str
) -> None:
    go_the_whole_way(cast, sign_in("province"), raw)


@pytest.mark.prove
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.text(max_size=260))
def test_five_hundred_hostile_names_survive_the_whole_way(
    cast: Cast, sign_in: Callable[[str], Client], raw: str
) -> None:
    go_the_whole_way(cast, sign_in("province"), raw)


def go_the_whole_way(cast: Cast, client: Client, raw: str) -> None:
    """Upload under a hostile name, download, and compare what the header says."""
    # Past the cleaning of Django's own uploads, as another upload handler could come.
    upload = ContentFile("示例\n".encode(), name=f"{raw}示.txt")
    file = storing.store(upload, by=cast.actor("province"), purpose="test.anything")
    answer = client.get(file.get_absolute_url())
    assert answer.status_code == 200
    header = answer.headers["Content-Disposition"]
    assert unquote(header.rpartition("UTF-8''")[2]) == clean_name(f"{raw}示.txt") == file.name
