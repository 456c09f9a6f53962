"""The pages of the ledger import: from the upload to the loaded cases, by role and by scope."""

import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from foundation.accounts.models import Notice
from foundation.accounts.notices import sentence_of
from foundation.documents.models import StoredFile
from foundation.exchange.models import Import
from tests.cases.conftest import HEADING, ledger, ledger_row, work_off
from tests.people import Cast
from tests.workers import carried_out

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel("2026-11-23 10:00+08:00", tick=False):
        yield


def upload(client: Client, content: bytes, name: str = "台账.xlsx", **fields: str) -> Any:
    return client.post("/imports/new/", {"sheet": SimpleUploadedFile(name, content), **fields})


def uploaded(client: Client, content: bytes, **fields: str) -> Import:
    answer = upload(client, content, **fields)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    work_off()
    return Import.objects.latest("uploaded_at")


def act(client: Client, imported: Import, what: str, **fields: Any) -> Any:
    imported.refresh_from_db()
    return client.post(f"/imports/{imported.pk}/{what}/", {"version": imported.trail_seq, **fields})


def page(client: Client, imported: Import, query: str = "") -> str:
    answer = client.get(f"/imports/{imported.pk}/{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_clerk_uploads_checks_and_loads_a_ledger(cast: Cast, sign_in: SignIn) -> None:
    clerk = sign_in("jinan_clerk")
    imported = uploaded(clerk, ledger(ledger_row(1), ledger_row(2), ledger_row(3, 鉴定费=-1)))
    assert imported.state == "checked"
    assert imported.institution == cast.jinan_institution.organisation
    assert f"/imports/{imported.pk}/load/" in page(clerk, imported)
    assert act(clerk, imported, "load").status_code == 302
    imported.refresh_from_db()
    assert imported.is_at_work
    assert "progress" in page(clerk, imported)
    work_off()
    imported.refresh_from_db()
    assert (imported.state, imported.counts["loaded"]) == ("loaded", 2)
    assert f"loaded={imported.pk}" in page(clerk, imported)
    assert Case.objects.count() == 2


def test_a_sheet_sent_by_a_double_click_is_one_import_and_another_file_under_the_same_key_is_asked_about(
    cast: Cast, sign_in: SignIn
) -> None:
    clerk = sign_in("jinan_clerk")
    key = re.search(r'name="form_key" value="([^"]+)"', clerk.get("/imports/new/").content.decode())
    assert key is not None
    content = ledger(ledger_row(1))
    first, second = (upload(clerk, content, form_key=key[1]) for _each in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.headers["Location"] == second.headers["Location"]
    assert Import.objects.count() == 1 and StoredFile.objects.count() == 1
    assert upload(clerk, ledger(ledger_row(2)), form_key=key[1]).status_code == 409


def test_an_upload_after_the_session_has_ended_comes_back_with_its_choices(cast: Cast, sign_in: SignIn) -> None:
    officer = sign_in("jinan")
    key = re.search(r'name="form_key" value="([^"]+)"', officer.get("/imports/new/").content.decode())
    assert key is not None
    officer.logout()
    institution = str(cast.jinan_institution.pk)
    answer = upload(officer, ledger(ledger_row(1)), form_key=key[1], kind="case_ledger", institution=institution)
    assert answer.status_code == 302
    officer.force_login(cast.jinan.user)
    text = officer.get("/imports/new/").content.decode()
    assert f'value="{institution}" selected' in text and "提交时登录已失效" in text


def test_an_officer_chooses_the_institution_within_his_area(cast: Cast, sign_in: SignIn) -> None:
    officer = sign_in("jinan")
    form = officer.get("/imports/new/").content.decode()
    assert str(cast.jinan_institution) in form
    assert str(cast.qingdao_institution) not in form
    outside = upload(officer, ledger(ledger_row(1)), kind="case_ledger", institution=str(cast.qingdao_institution.pk))
    assert outside.status_code == 422
    imported = uploaded(officer, ledger(ledger_row(1)), kind="case_ledger", institution=str(cast.jinan_institution.pk))
    assert imported.institution == cast.jinan_institution.organisation


def test_what_is_wrong_with_the_file_stands_beside_the_field_and_the_choice_stays(cast: Cast, sign_in: SignIn) -> None:
    answer = upload(
        sign_in("jinan"), b"%PDF-1.7", "台账.pdf", kind="case_ledger", institution=str(cast.jinan_institution.pk)
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "id_sheet_error" in text
    assert f'value="{cast.jinan_institution.pk}" selected' in text
    assert not Import.objects.exists()
    assert upload(sign_in("jinan_clerk"), b"", "台账.csv").status_code == 422


@pytest.mark.parametrize("who", ["qingdao", "qingdao_clerk"])
def test_the_import_of_another_city_is_not_there(cast: Cast, sign_in: SignIn, who: str) -> None:
    imported = uploaded(sign_in("jinan_clerk"), ledger(ledger_row(1)))
    stranger = sign_in(who)
    for path in ("", "progress/", "report/"):
        assert stranger.get(f"/imports/{imported.pk}/{path}").status_code == 404
    for what in ("load", "cancel", "columns", "categories", "corrections"):
        assert act(stranger, imported, what).status_code == 404
    assert imported.file.name not in stranger.get("/imports/").content.decode()
    imported.refresh_from_db()
    assert imported.state == "checked"


@pytest.mark.parametrize("who", ["auditor", "administrator", "appraiser", "province_leader"])
def test_only_postings_with_the_verb_enter(cast: Cast, sign_in: SignIn, who: str) -> None:
    imported = uploaded(sign_in("jinan_clerk"), ledger(ledger_row(1)))
    other = sign_in(who)
    for path in ("/imports/", "/imports/new/", f"/imports/{imported.pk}/"):
        assert other.get(path).status_code == 403


def test_the_head_of_an_institution_sees_its_imports_and_uploads_nothing(cast: Cast, sign_in: SignIn) -> None:
    imported = uploaded(sign_in("jinan_clerk"), ledger(ledger_row(1)))
    head = sign_in("jinan_head")
    assert imported.file.name in head.get("/imports/").content.decode()
    text = page(head, imported)
    assert f"/imports/{imported.pk}/load/" not in text
    assert f"/imports/{imported.pk}/cancel/" not in text
    for path in ("/imports/new/", "/imports/template/"):
        assert head.get(path).status_code == 403
    assert act(head, imported, "load").status_code == 403


def test_every_error_is_listed_with_row_column_value_and_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    clerk = sign_in("jinan_clerk")
    rows = [ledger_row(serial, 受理日期="2026年2月30日", 身份证号="379999199001011234") for serial in range(1, 41)]
    imported = uploaded(clerk, ledger(*rows, ledger_row(50)))
    assert imported.counts["errors"] == 80
    first = page(clerk, imported)
    assert first.count("2026年2月30日") == 25
    assert "379999199001011234" not in first
    second = page(clerk, imported, "?severity=error&page=2")
    assert second.count("2026年2月30日") == 15
    sheet = StoredFile.objects.belonging_to(imported.stream).kept_for("exchange.error_sheet").get()
    assert sheet.get_absolute_url() in first
    answer = clerk.get(sheet.get_absolute_url())
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.getvalue()))
    assert book.sheetnames[0] == "台账"


def test_columns_are_settled_on_the_page(cast: Cast, sign_in: SignIn) -> None:
    clerk = sign_in("jinan_clerk")
    heading = tuple({"受理日期": "受理时间", "备注": "立案日期"}.get(word, word) for word in HEADING)
    imported = uploaded(clerk, ledger(ledger_row(1, 备注="2026-03-01"), heading=heading))
    assert imported.state == "mapping_needed"
    assert "column_1" in page(clerk, imported)
    fields = {f"column_{position}": name for name, position in imported.findings["assignment"].items()}
    missing = act(clerk, imported, "columns", **fields)
    assert missing.status_code == 422
    twice = act(clerk, imported, "columns", **fields, column_1="accepted_on", column_10="accepted_on")
    assert twice.status_code == 422
    assert act(clerk, imported, "columns", **fields, column_1="accepted_on").status_code == 302
    work_off()
    imported.refresh_from_db()
    assert (imported.state, imported.counts["valid"]) == ("checked", 1)
    assert act(clerk, imported, "columns", **fields, column_10="accepted_on").status_code == 302


def test_wordings_are_answered_on_the_page(cast: Cast, sign_in: SignIn) -> None:
    clerk = sign_in("jinan_clerk")
    imported = uploaded(clerk, ledger(ledger_row(1, 鉴定类别="医疗损害鉴定", 案号="甲1")))
    assert "answer_0" in page(clerk, imported)
    assert act(clerk, imported, "categories", answer_0="nonsense").status_code == 422
    assert act(clerk, imported, "categories", answer_0="FY-0207").status_code == 302
    work_off()
    imported.refresh_from_db()
    assert imported.counts["valid"] == 1


def test_a_cancelled_import_stays_in_the_history(cast: Cast, sign_in: SignIn) -> None:
    clerk = sign_in("jinan_clerk")
    imported = uploaded(clerk, ledger(ledger_row(1)))
    assert "不能撤销" in clerk.get(f"/imports/{imported.pk}/cancel/").content.decode()
    assert act(clerk, imported, "cancel", reason="").status_code == 422
    assert act(clerk, imported, "cancel", reason="传错台账").status_code == 302
    imported.refresh_from_db()
    assert imported.state == "cancelled"
    assert act(clerk, imported, "load").status_code == 422
    assert imported.file.name in clerk.get("/imports/").content.decode()
    page(clerk, imported)


def test_a_page_of_an_older_version_changes_nothing(cast: Cast, sign_in: SignIn) -> None:
    clerk = sign_in("jinan_clerk")
    imported = uploaded(clerk, ledger(ledger_row(1)))
    assert clerk.post(f"/imports/{imported.pk}/load/", {"version": "1"}).status_code == 409
    assert clerk.post(f"/imports/{imported.pk}/load/", {"version": "x"}).status_code == 409


def test_progress_ends_by_reading_the_page_anew(cast: Cast, sign_in: SignIn) -> None:
    clerk = sign_in("jinan_clerk")
    upload(clerk, ledger(ledger_row(1)))
    imported = Import.objects.get()
    running = clerk.get(f"/imports/{imported.pk}/progress/")
    assert b"hx-get" in running.content
    assert "HX-Refresh" not in running.headers
    work_off()
    assert clerk.get(f"/imports/{imported.pk}/progress/").headers["HX-Refresh"] == "true"


def test_corrections_are_shown_side_by_side_and_decided_with_a_reason(
    cast: Cast, sign_in: SignIn, load: Callable[..., Import]
) -> None:
    load(ledger(ledger_row(1), ledger_row(2)))
    imported = load(ledger(ledger_row(1, 鉴定费=1500), ledger_row(2, 鉴定费=1600)))
    administrator = sign_in("jinan_institution_administrator")
    text = page(administrator, imported)
    assert "1,200.00" in text
    assert "1,500.00" in text
    first = imported.corrections.get(row=2)
    chosen = str(first.pk)
    assert act(administrator, imported, "corrections", corrections=[chosen], reason="").status_code == 422
    assert act(administrator, imported, "corrections", reason="登记有误").status_code == 422
    decided = act(administrator, imported, "corrections", corrections=[chosen], reason="登记有误", act="take_over")
    assert decided.status_code == 302
    assert Case.objects.get(import_row=2).fee == 1500
    assert act(administrator, imported, "corrections", everything="on", reason="不改", act="keep").status_code == 302
    assert not imported.corrections.pending().exists()
    assert Case.objects.get(import_row=3).fee == 1200


def test_the_report_is_a_paper(cast: Cast, sign_in: SignIn, load: Callable[..., Import]) -> None:
    imported = load(ledger(ledger_row(1), ledger_row(2, 鉴定费=-1)))
    answer = sign_in("jinan_clerk").get(f"/imports/{imported.pk}/report/")
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_template_is_a_ledger_that_passes_its_own_check(cast: Cast, sign_in: SignIn, form: str) -> None:
    answer = sign_in("jinan_clerk").get(f"/imports/template/?kind=case_ledger&format={form}")
    assert answer.status_code == 200
    upload(sign_in("jinan_clerk"), answer.content, f"模板.{form}")
    work_off()
    imported = Import.objects.get()
    counts = imported.counts
    assert (imported.state, counts["total"], counts["valid"], counts["errors"]) == ("checked", 1, 1, 0)


def test_a_template_of_a_kind_one_may_not_import_is_not_there(cast: Cast, sign_in: SignIn) -> None:
    for kind in ("institution_roster", "recipes"):
        assert sign_in("jinan_clerk").get(f"/imports/template/?kind={kind}").status_code == 404


@pytest.mark.parametrize(("path", "most"), [("/imports/", 14), ("/imports/new/", 12), ("one", 22)])
def test_pages_need_few_queries_however_long_the_history(
    cast: Cast, sign_in: SignIn, load: Callable[..., Import], path: str, most: int
) -> None:
    for serial in range(1, 5):
        load(ledger(ledger_row(serial), ledger_row(serial + 50, 鉴定费=-1)))
    clerk = sign_in("jinan_clerk")
    where = f"/imports/{Import.objects.latest('uploaded_at').pk}/" if path == "one" else path
    clerk.get(where)
    with CaptureQueriesContext(connection) as queries:
        clerk.get(where)
    assert len(queries) <= most, [query["sql"][:120] for query in queries]


def test_the_uploader_is_told_in_the_inbox_what_became_of_the_ledger(cast: Cast, sign_in: SignIn) -> None:
    clerk = sign_in("jinan_clerk")
    imported = uploaded(clerk, ledger(ledger_row(1), ledger_row(2, 鉴定费=-1)))
    act(clerk, imported, "load")
    work_off()
    told = list(Notice.objects.filter(user=cast.jinan_clerk.user).order_by("id"))
    assert [notice.kind for notice in told] == ["import_checked", "import_loaded"]
    assert {notice.link for notice in told} == {f"/imports/{imported.pk}/"}
    assert "1" in sentence_of(told[0])


@pytest.mark.usefixtures("worker")
def test_a_real_worker_takes_a_ledger_from_upload_to_loaded_cases(cast: Cast, sign_in: SignIn) -> None:
    clerk = sign_in("jinan_clerk")
    upload(clerk, ledger(*(ledger_row(serial) for serial in range(1, 31)), ledger_row(99, 鉴定费=-1)))
    imported = Import.objects.get()
    carried_out(lambda: Import.objects.get().state == "checked", why=lambda: Import.objects.get().state)
    act(clerk, imported, "load")
    carried_out(lambda: Import.objects.get().state == "loaded", why=lambda: Import.objects.get().state)
    assert Case.objects.count() == 30
