"""The paper of the letter of entrustment (文书格式 1): every field of the statutory form, and what the portal knows."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cases.actions.writing_agreements import write_agreement
from cases.agreements.money import in_capitals
from cases.agreements.papers import FIELDS, agreement, content_of
from cases.models import Agreement
from foundation.accounts.models import Notice
from foundation.documents.actions.reading import content_of as bytes_of
from foundation.law import queries as law
from tests.documents.test_papers import text_of
from tests.factories.agreements import accepted, amended
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.people import Cast

PAPER = Path(__file__).resolve().parents[2] / "cases" / "papers" / "agreement.typ"
TODAY = date(2026, 11, 25)
WHOLE: dict[str, Any] = {
    "delivery": "mail", "delivery_address": "示例市泉城路1号", "limit_days": 45, "other_terms": "示例：可以现场见证",
    "notes": "示例：无其他说明", "materials_keeping": "示例：冷藏保管", "disputes": "arbitrate",
    "disputes_note": "示例仲裁委员会", "recusal_reason": "示例：近亲属关系",
}  # fmt: skip


def letter(cast: Cast, **terms: Any) -> Agreement:
    row = make_entrustment(cast.jinan_institution, contact_address="示例市经十路2号")
    case = accepted(row, by=cast.actor("jinan_clerk"), **terms)
    return Agreement.objects.select_related("case__institution", "case__category").get(case=case)


def test_every_field_of_the_statutory_form_is_on_the_paper() -> None:
    codes = [row.code for row in law.grounds("document_fields", TODAY) if row.code.startswith("DF1-")]
    assert sorted(FIELDS) == sorted(codes) and len(codes) == 23
    printed = set(re.findall(r"data\.([a-z_]+)", PAPER.read_text(encoding="utf-8")))
    for code, names in FIELDS.items():
        assert set(names) <= printed, code


def test_what_the_portal_knows_is_printed_and_not_left_to_the_pen(cast: Cast) -> None:
    barred = make_appraiser(cast.jinan_institution)
    row = letter(cast, recused=(barred.pk,), **WHOLE)
    content = content_of(row)
    assert content["fee"] == "1,050.80" and content["fee_in_capitals"] == "壹仟零伍拾元捌角整"
    assert content["contact_name"] == "示例联系人" and content["contact_address"] == "示例市经十路2号"
    assert content["delivery_address"] == "示例市泉城路1号" and content["recused"] == [barred.person.name]
    assert len(content["risks"]) == 3 and content["due_on"] == "2027-01-28"
    (material,) = content["materials"]
    assert material == ["病历资料", "其他鉴定资料", "1册", "复印件，清晰", "完好，密封", "2026年11月20日收到"]
    text = text_of(agreement(row))
    for words in (
        "示例承办人",
        "壹仟零伍拾元捌角整",
        "泉城路",
        "冷藏保管",
        "现场见证",
        "仲裁委员会",
        "近亲属",
        "无权干涉",
    ):
        assert set(words) <= set(text), words
    assert "＿" in text  # postcode and contact of the institution are not in the portal


def test_mail_goes_to_the_contact_where_no_other_address_is_agreed(cast: Cast) -> None:
    assert content_of(letter(cast, delivery="mail"))["delivery_address"] == "示例市经十路2号"
    assert content_of(letter(cast))["delivery_address"] == ""


def test_each_version_has_one_paper_and_who_agreed_it_is_told(cast: Cast) -> None:
    first = letter(cast)
    second = amended(first.case, by=cast.actor("jinan_head"), limit_until=date(2027, 1, 15))
    for row, who in ((first, cast.jinan_clerk), (second, cast.jinan_head)):
        assert (write_agreement(row.pk), write_agreement(row.pk)) == (True, False)
        row.refresh_from_db()
        assert row.letter is not None and "托" in text_of(bytes_of(row.letter))
        assert Notice.objects.filter(kind="agreement_ready", user=who.user).exists()
    content = content_of(Agreement.objects.get(pk=second.pk))
    assert (content["version"], content["limit_until"], content["due_on"]) == (2, "2027-01-15", "2027-01-15")


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"), ("0.05", "伍分"), ("0.30", "叁角整"), ("10", "壹拾元整"), ("800", "捌佰元整"),
        ("1001.02", "壹仟零壹元零贰分"), ("10000", "壹万元整"), ("10010.50", "壹万零壹拾元伍角整"),
        ("100500", "壹拾万零伍佰元整"), ("12345678.90", "壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角整"),
        ("20000001", "贰仟万零壹元整"), ("100000000", "壹亿元整"), ("10100", "壹万零壹佰元整"),
    ],
)  # fmt: skip
def test_amounts_in_capitals(amount: str, words: str) -> None:
    assert in_capitals(Decimal(amount)) == words


def test_there_are_no_capitals_for_a_debt() -> None:
    with pytest.raises(ValueError, match="no capitals"):
        in_capitals(Decimal(-1))
