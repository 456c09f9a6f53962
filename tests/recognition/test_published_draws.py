"""Draws on the public site: promised before, repeated after, and nobody named."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from foundation.audit.canonical import canonical
from foundation.audit.regulated import write
from foundation.draws import protocol
from foundation.draws.proof import repeat
from governance.recognition.actions import drawing_experts as drawing
from governance.recognition.models import ExpertDraw
from tests.architecture.sources import ROOT
from tests.factories.experts import WHY, draw, make_draw, make_expert, make_outside_expert, opening
from tests.people import Cast

pytestmark = pytest.mark.django_db


def promised(cast: Cast) -> ExpertDraw:
    with time_machine.travel("2026-10-01 10:00+08:00", tick=False):
        make_outside_expert(by=cast.actor("jinan"))
        make_expert(cast.jinan_institution)  # recused: his own institution
    return make_draw(cast.jinan_institution, by=cast.actor("jinan"), at=cast.qingdao_institution, experts=3)


def shown_of(row: ExpertDraw) -> str:
    """Everything the public site says of a draw, also as a file, and of all draws."""
    visitor = Client(headers={"Accept-Language": "zh-hans"})
    pages = [reverse("public_draws"), *(reverse(name, args=[row.pk]) for name in ("public_draw", "public_draw_proof"))]
    answers = [visitor.get(page) for page in pages]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    return "".join(answer.content.decode() for answer in answers)


def secrets_of(row: ExpertDraw) -> list[str]:
    """What must not be public: names of people and of the institution, matter, keys, salts, grounds."""
    people = [expert for seat in row.seats.all() for expert in [seat.expert]]
    return [
        str(row.institution), str(row.institution_id), row.institution.licence_number, row.matter, row.salt,
        *map(str, row.experts), *map(str, people), *(expert.workplace for expert in people), *row.recusals.values(),
    ]  # fmt: skip


def test_the_promise_is_public_before_the_value_and_names_nobody(cast: Cast) -> None:
    row = promised(cast)
    shown = shown_of(row)
    assert row.commitment in shown and row.seed_source in shown and "尚未产生" in shown
    assert "从5名候选专家中抽取2名，其中回避1名" in shown
    assert [secret for secret in secrets_of(row) if secret in shown] == []
    bundle = Client().get(reverse("public_draw_proof", args=[row.pk])).json()
    assert repeat(bundle).sound and bundle["result"] == {} and bundle["plan"] == json.loads(row.plan)


def test_after_the_value_anybody_repeats_the_draw_from_the_file_without_the_portal(cast: Cast, tmp_path: Path) -> None:
    by = cast.actor("jinan")
    row = draw(promised(cast), by=by)
    row = drawing.replace(row.pk, by=by, version=row.trail_seq, place=1, reason=WHY)
    shown = shown_of(row)
    assert [secret for secret in [*secrets_of(row), WHY] if secret in shown] == []
    assert "已由下一名递补" in shown and row.seed in shown and row.seed_value in shown
    file = tmp_path / "draw.json"
    file.write_bytes(Client().get(reverse("public_draw_proof", args=[row.pk])).content)
    said = subprocess.run(
        [sys.executable, "-m", "foundation.draws", str(file)], cwd=ROOT, capture_output=True, text=True
    )
    assert (said.returncode, "The draw is repeated." in said.stdout) == (0, True), said.stderr
    order = drawing.order_of(row, row.seed)
    codes = {key: code for code, key in drawing.codes_of(row).items()}
    assert [codes[str(seat.expert_id)] for seat in row.seats.order_by("place")] == order[:3]


def test_the_organ_opens_the_codes_and_a_false_opening_is_found(cast: Cast) -> None:
    row = draw(promised(cast), by=cast.actor("jinan"))
    bundle = drawing.proof_of(row, opened=True)
    assert repeat(bundle).sound
    values = [each["value"] for each in bundle["opened"]]
    assert drawing.subject_of(row) in values and set(map(str, row.experts)) <= {str(each) for each in values}
    bundle["opened"][0]["value"] = {**bundle["opened"][0]["value"], "matter": "另一事项"}
    assert not repeat(bundle).sound
    assert "opened" not in drawing.proof_of(row)


def test_codes_of_two_draws_have_nothing_in_common_and_one_salt_opens_one_code(cast: Cast) -> None:
    first = promised(cast)
    other = drawing.open_draw(cast.jinan_institution.pk, opening(size=1), by=cast.actor("jinan"))
    assert set(first.experts) <= set(other.experts)
    assert not set(drawing.codes_of(first)) & set(drawing.codes_of(other))
    salts = {protocol.salt_for(first.salt, key) for key in map(str, first.experts)}
    assert len(salts) == len(first.experts) and first.salt not in salts


def test_a_draw_entered_after_its_value_says_that_it_proves_no_promise(cast: Cast) -> None:
    row = promised(cast)
    assert "不能证明承诺在先" in shown_of(row), "the row was recorded today, its value is of October"
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        fresh = drawing.open_draw(
            cast.jinan_institution.pk, opening(size=1, seed_on=date(2026, 12, 20)), by=cast.actor("jinan")
        )
    assert "不能证明承诺在先" not in shown_of(fresh)


def test_a_draw_from_before_plans_were_public_stays_provable_for_organs_and_its_plan_unseen(cast: Cast) -> None:
    row = promised(cast)
    row.salt = ""
    plan = {**json.loads(row.plan), "title": row.matter, "inspectors_hash": protocol.list_hash(map(str, row.experts))}
    plan["recused_hash"] = protocol.commitment(drawing.recused_of(row))
    row.plan, row.commitment = canonical(plan).decode(), protocol.commitment(plan)
    write(row, "expert_draws.open", by=cast.actor("jinan"))
    assert repeat(drawing.proof_of(row, opened=True)).sound
    page = Client(headers={"Accept-Language": "zh-hans"}).get(reverse("public_draw", args=[row.pk])).content.decode()
    assert "不予公开" in page and row.matter not in page and row.commitment in page
    assert Client().get(reverse("public_draw_proof", args=[row.pk])).status_code == 404
    drawn = draw(row, by=cast.actor("jinan"))
    assert {str(seat.expert_id) for seat in drawn.seats.all()} <= set(map(str, row.experts))


def test_the_list_is_filtered_by_category_and_state_and_reached_from_every_foot(cast: Cast) -> None:
    row = promised(cast)
    visitor = Client(headers={"Accept-Language": "zh-hans"})
    assert reverse("public_draws") in visitor.get("/register/").content.decode()
    address = reverse("public_draw", args=[row.pk])
    assert address in visitor.get("/draws/?category=FY-02&state=committed").content.decode()
    assert address not in visitor.get("/draws/?category=FY-01").content.decode()
    assert visitor.get("/draws/?category=nothing").status_code == 422
