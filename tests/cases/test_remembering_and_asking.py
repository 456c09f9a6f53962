"""What the portal asks about a sheet, and that it does not ask twice."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile

from cases.actions import importing
from cases.models import Case
from foundation.accounts.models import Organisation
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.errors import NotAllowed
from foundation.exchange.actions import reading, uploading
from foundation.exchange.models import Import, SheetMemory
from tests.cases.conftest import AS_OF, HEADING, ledger, ledger_row
from tests.exchange.workbooks import Page, one_sheet, workbook
from tests.people import Cast

Load = Callable[..., Import]
# Two columns claim the day of acceptance, and the number stands under words nobody knows.
ODD = tuple({"案号": "本所流水", "受理日期": "受理时间", "备注": "立案日期"}.get(word, word) for word in HEADING)


def checked(content: bytes, institution: Organisation | None, by: Actor = SYSTEM) -> Import:
    imported = uploading.upload(
        ContentFile(content, "台账.xlsx"),
        kind=importing.KIND,
        institution=institution,
        by=by,
        as_of=AS_OF,
        in_background=False,
    )
    reading.read(imported.pk)
    imported.refresh_from_db()
    return imported


def odd_row(serial: int) -> tuple[Any, ...]:
    return ledger_row(serial, 案号=f"甲{serial}", 备注="2026-03-01")


def test_ambiguous_columns_are_asked_and_remembered_for_the_institution(cast: Cast, load: Load) -> None:
    here = cast.jinan_institution.organisation
    imported = checked(ledger(odd_row(1), heading=ODD), here)
    assert imported.state == "mapping_needed"
    assert "accepted_on" in imported.findings["asked"]
    mapping = {**imported.findings["assignment"], "case_number": 0, "accepted_on": 1}
    uploading.settle(imported.pk, by=SYSTEM, version=imported.trail_seq, mapping=mapping)
    reading.read(imported.pk)
    imported.refresh_from_db()
    assert (imported.state, imported.counts["valid"]) == ("checked", 1)
    assert load(ledger(odd_row(2), heading=ODD)).counts["loaded"] == 1
    assert Case.objects.get().case_number == "甲2"
    elsewhere = cast.qingdao_institution.organisation
    assert checked(ledger(odd_row(1), heading=ODD), elsewhere).state == "mapping_needed"


def test_answers_about_wordings_are_remembered_too(cast: Cast, load: Load) -> None:
    here = cast.jinan_institution.organisation
    imported = checked(ledger(ledger_row(1, 鉴定类别="医疗损害鉴定", 案号="甲1")), here)
    (question,) = imported.findings["questions"]
    assert question["rows"] == 1
    uploading.settle(imported.pk, by=SYSTEM, version=imported.trail_seq, answers={question["key"]: "FY-0207"})
    reading.read(imported.pk)
    imported.refresh_from_db()
    assert (imported.counts["valid"], imported.findings["questions"]) == (1, [])
    assert SheetMemory.objects.get().answers == {question["key"]: "FY-0207"}
    assert load(ledger(ledger_row(2, 鉴定类别="医疗损害鉴定", 案号="甲2"))).counts["loaded"] == 1
    assert Case.objects.get().category_id == "FY-0207"


def test_the_title_of_the_sheet_names_the_institution(cast: Cast) -> None:
    content = one_sheet((f"{cast.jinan_institution} 2026年台账",), HEADING, ledger_row(1))
    imported = checked(content, None, cast.actor("jinan"))
    assert imported.institution == cast.jinan_institution.organisation
    assert (imported.state, imported.county_code) == ("checked", "370102")


def test_a_column_of_the_sheet_names_the_institution(cast: Cast) -> None:
    content = one_sheet((*HEADING, "鉴定机构"), (*ledger_row(1), str(cast.qingdao_institution)))
    assert checked(content, None, cast.actor("province")).institution == cast.qingdao_institution.organisation


def test_an_officer_cannot_reach_an_institution_of_another_city_by_naming_it(cast: Cast) -> None:
    content = one_sheet((f"{cast.jinan_institution} 2026年台账",), HEADING, ledger_row(1))
    imported = checked(content, None, cast.actor("qingdao"))
    assert (imported.state, imported.institution) == ("mapping_needed", None)
    assert not Import.objects.visible_to(cast.actor("jinan")).filter(pk=imported.pk).exists()


def test_the_longest_sheet_is_read_and_the_others_are_reported(cast: Cast) -> None:
    content = workbook(
        Page("一月", (HEADING, ledger_row(1))),
        Page("二月", (HEADING, ledger_row(2), ledger_row(3))),
        Page("底稿", (HEADING, ledger_row(4)), state="hidden"),
    )
    imported = checked(content, cast.jinan_institution.organisation)
    assert (imported.sheet_name, imported.counts["valid"]) == ("二月", 2)
    assert imported.findings["other_sheets"] == [["一月", 1]]
    assert imported.findings["hidden_sheets"] == ["底稿"]
    uploading.settle(imported.pk, by=SYSTEM, version=imported.trail_seq, sheet_name="一月")
    reading.read(imported.pk)
    imported.refresh_from_db()
    assert (imported.sheet_name, imported.counts["valid"]) == ("一月", 1)


def test_a_second_check_replaces_the_problems_of_the_first(cast: Cast) -> None:
    here = cast.jinan_institution.organisation
    imported = checked(ledger(ledger_row(1, 鉴定费=-1)), here)
    assert imported.problems.count() == 1
    uploading.settle(imported.pk, by=SYSTEM, version=imported.trail_seq, answers={"某某": "FY-02"})
    reading.read(imported.pk)
    assert imported.problems.count() == 1


@pytest.mark.parametrize("who", ["qingdao", "qingdao_clerk", "auditor", "administrator"])
def test_nobody_imports_for_an_institution_beyond_his_scope(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        checked(ledger(ledger_row(1)), cast.jinan_institution.organisation, cast.actor(who))
    assert not Import.objects.exists()


def test_nobody_moves_an_import_to_an_institution_beyond_his_scope(cast: Cast) -> None:
    imported = checked(ledger(ledger_row(1)), None, cast.actor("qingdao"))
    elsewhere = cast.jinan_institution.organisation
    with pytest.raises(NotAllowed):
        uploading.settle(imported.pk, by=cast.actor("qingdao"), version=imported.trail_seq, institution=elsewhere)
