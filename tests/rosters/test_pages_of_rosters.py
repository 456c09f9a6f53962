"""Rosters on their pages: the choice of the kind, templates that pass their own check, two sheets of one file."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from appraisers.models import Appraiser
from foundation.documents.models import StoredFile
from foundation.exchange.models import Import
from institutions.models import Institution
from tests.cases.conftest import ledger, ledger_row, work_off
from tests.people import Cast
from tests.rosters.sheets import appraiser_row, appraisers, both, identity, institution_row, institutions

SignIn = Callable[[str], Client]


def upload(client: Client, content: bytes, name: str = "名册.xlsx", **fields: str) -> Any:
    answer = client.post("/imports/new/", {"sheet": SimpleUploadedFile(name, content), **fields})
    work_off()
    return answer


def act(client: Client, imported: Import, what: str, **fields: Any) -> Any:
    imported.refresh_from_db()
    return client.post(f"/imports/{imported.pk}/{what}/", {"version": imported.trail_seq, **fields})


def test_only_who_may_import_several_kinds_is_asked_for_one(cast: Cast, sign_in: SignIn) -> None:
    assert 'name="kind"' in sign_in("province").get("/imports/new/").content.decode()
    for who in ("jinan_clerk", "lixia"):
        assert 'name="kind"' not in sign_in(who).get("/imports/new/").content.decode()
    unchosen = upload(sign_in("province"), institutions(institution_row(1)))
    assert unchosen.status_code == 422
    assert "id_kind" in unchosen.content.decode()
    forged = upload(sign_in("lixia"), institutions(institution_row(1)), kind="institution_roster")
    assert forged.status_code == 302
    assert Import.objects.get().kind == "case_ledger"


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("kind", ["institution_roster", "appraiser_roster", "case_ledger"])
def test_every_template_passes_its_own_check(cast: Cast, sign_in: SignIn, kind: str, form: str) -> None:
    officer = sign_in("province")
    answer = officer.get(f"/imports/template/?kind={kind}&format={form}")
    assert answer.status_code == 200
    fields = {"institution": str(cast.jinan_institution.pk)} if kind == "case_ledger" else {}
    upload(officer, answer.content, f"模板.{form}", kind=kind, **fields)
    imported = Import.objects.get()
    assert imported.state == "checked", imported.findings
    assert (imported.counts["valid"], imported.counts["errors"], imported.counts["warnings"]) == (1, 0, 0)
    text = officer.get(f"/imports/{imported.pk}/").content.decode()
    assert f"/imports/{imported.pk}/load/" in text


def test_the_template_explains_every_column(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in("province").get("/imports/template/?kind=institution_roster")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    headings = [cell.value for cell in book.worksheets[0][1]]
    notes = {row[0].value: [cell.value for cell in row] for row in book.worksheets[1].iter_rows(min_row=2)}
    assert set(headings) <= set(notes)
    assert "2026-03-05" in notes["有效期起"][2]
    assert "执业许可证号" in notes["许可证号"][5]
    assert all("示例" in str(value) or value for value in [cell.value for cell in book.worksheets[0][2]][:2])


def test_two_sheets_of_one_file_are_loaded_one_after_the_other(cast: Cast, sign_in: SignIn) -> None:
    people = [appraiser_row(serial, 执业机构="示例名册001司法鉴定所") for serial in range(1, 8)]
    officer = sign_in("province")
    upload(officer, both([institution_row(1)], people), kind="institution_roster")
    first = Import.objects.get()
    assert (first.sheet_name, first.counts["valid"]) == ("机构名册", 1)
    text = officer.get(f"/imports/{first.pk}/").content.decode()
    assert 'name="kind" value="appraiser_roster"' in text
    act(officer, first, "load")
    work_off()
    opened = act(officer, first, "sheets", sheet="鉴定人名册", kind="appraiser_roster")
    assert opened.status_code == 302
    work_off()
    second = Import.objects.latest("uploaded_at")
    assert (second.kind, second.state, second.counts["valid"]) == ("appraiser_roster", "checked", 7)
    assert StoredFile.objects.filter(purpose="exchange.sheet").count() == 1
    assert (
        act(officer, first, "sheets", sheet="鉴定人名册", kind="appraiser_roster")
        .headers["Location"]
        .endswith(f"{second.pk}/")
    )
    act(officer, second, "load")
    work_off()
    assert Appraiser.objects.count() == 7
    assert Institution.objects.filter(import_id=first.pk).count() == 1
    assert act(officer, first, "sheets", sheet="没有这张", kind="appraiser_roster").status_code == 422
    assert act(officer, first, "sheets", sheet="鉴定人名册", kind="recipes").status_code == 422


def test_the_sheet_that_fits_the_kind_is_chosen_not_the_longest(cast: Cast, sign_in: SignIn) -> None:
    people = [appraiser_row(serial) for serial in range(1, 20)]
    upload(sign_in("province"), both([institution_row(1)], people), kind="institution_roster")
    assert Import.objects.get().sheet_name == "机构名册"


def test_a_roster_of_the_province_is_seen_by_the_province_and_that_of_a_city_by_both(
    cast: Cast, sign_in: SignIn
) -> None:
    upload(sign_in("province"), institutions(institution_row(1)), "省名册.xlsx", kind="institution_roster")
    upload(sign_in("jinan"), institutions(institution_row(2)), "济南名册.xlsx", kind="institution_roster")
    seen = {
        who: {name for name in ("省名册", "济南名册") if name in sign_in(who).get("/imports/").content.decode()}
        for who in ("province", "jinan", "qingdao", "lixia", "jinan_clerk")
    }
    assert seen == {
        "province": {"省名册", "济南名册"}, "jinan": {"济南名册"}, "qingdao": set(), "lixia": set(),
        "jinan_clerk": set(),
    }  # fmt: skip


def test_identity_numbers_appear_on_no_page_of_a_roster(cast: Cast, sign_in: SignIn) -> None:
    officer = sign_in("province")
    upload(officer, appraisers(appraiser_row(1), appraiser_row(2, 执业机构="没有")), kind="appraiser_roster")
    imported = Import.objects.get()
    pages = [officer.get(f"/imports/{imported.pk}/").content.decode()]
    pages.append(officer.get(f"/imports/{imported.pk}/?columns=1").content.decode())
    act(officer, imported, "load")
    work_off()
    upload(officer, appraisers(appraiser_row(1, 身份证号=identity(5))), kind="appraiser_roster")
    later = Import.objects.latest("uploaded_at")
    act(officer, later, "load")
    work_off()
    pages += [officer.get(f"/imports/{each.pk}/").content.decode() for each in (imported, later)]
    for text in pages:
        for number in (identity(1), identity(2), identity(5)):
            assert number not in text


def test_a_loaded_roster_says_why_it_is_not_undone_and_lists_what_it_registered(cast: Cast, sign_in: SignIn) -> None:
    officer = sign_in("province")
    upload(officer, institutions(institution_row(1)), kind="institution_roster")
    imported = Import.objects.get()
    act(officer, imported, "load")
    work_off()
    text = officer.get(f"/imports/{imported.pk}/").content.decode()
    assert f"/institutions/?loaded={imported.pk}" in text
    assert f"/imports/{imported.pk}/undo/" not in text
    assert act(officer, imported, "undo", reason="误传").status_code == 422
    listed = officer.get(f"/institutions/?loaded={imported.pk}").content.decode()
    assert "示例名册001司法鉴定所" in listed
    assert "济南示例甲司法鉴定中心" not in listed
    report = officer.get(f"/imports/{imported.pk}/report/")
    assert (report.status_code, report.content[:5]) == (200, b"%PDF-")


def test_a_ledger_is_no_roster(cast: Cast, sign_in: SignIn) -> None:
    upload(sign_in("province"), ledger(ledger_row(1)), kind="institution_roster")
    assert Import.objects.get().state in ("failed", "mapping_needed")


def test_corrections_of_a_roster_are_decided_on_the_page(cast: Cast, sign_in: SignIn) -> None:
    officer = sign_in("province")
    for address in ("示例路1号", "示例路8号"):
        upload(officer, institutions(institution_row(1, 地址=address)), kind="institution_roster")
        act(officer, Import.objects.latest("uploaded_at"), "load")
        work_off()
    later = Import.objects.latest("uploaded_at")
    text = officer.get(f"/imports/{later.pk}/").content.decode()
    assert "示例路1号" in text
    assert "示例路8号" in text
    decided = act(officer, later, "corrections", everything="on", reason="年度核对", act="take_over")
    assert decided.status_code == 302
    assert Institution.objects.get(licence_number="379800001").address == "示例路8号"


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        ("instrument_sheet", "jinan_institution_administrator"),
        ("policy_sheet", "jinan_institution_administrator"),
        ("registration_sheet", "province"),
        ("accreditation_sheet", "province"),
    ],
)
def test_the_template_of_a_sheet_of_records_is_taken_the_whole_way(
    cast: Cast, sign_in: SignIn, kind: str, who: str
) -> None:
    client = sign_in(who)
    template = client.get(f"/imports/template/?kind={kind}&format=xlsx").content
    upload(client, template, "模板.xlsx", kind=kind)
    imported = Import.objects.get()
    assert (imported.state, imported.counts["valid"], imported.counts["errors"]) == ("checked", 1, 0), list(
        imported.problems.values_list("column", "code", "detail")
    )
    act(client, imported, "load")
    work_off()
    imported.refresh_from_db()
    assert (imported.state, imported.counts["loaded"]) == ("loaded", 1)
    page = client.get(f"/imports/{imported.pk}/").content.decode()
    listed = page[page.index("?loaded=") :][: len(f"?loaded={imported.pk}")]
    assert listed == f"?loaded={imported.pk}"
