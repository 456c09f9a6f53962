"""A round from its opening to the published grades: frozen facts, objections, one effect a step."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from appraisers.models import Appraiser
from foundation.accounts.models import Notice
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event, OutboxMessage
from foundation.audit.regulated import write
from foundation.audit.verify import verify
from foundation.law.actions.amending import close
from foundation.law.models import Ground
from governance.recognition.actions import assessing, contesting, grading
from governance.recognition.actions.writing_warnings import warnings_of, write_warning
from governance.recognition.assessment import gate
from governance.recognition.assessment.figures import FIGURES, Asked, values_of
from governance.recognition.assessment.lines import lines_of, proof_of, weak_lines
from governance.recognition.assessment.model import model_on
from governance.recognition.models import Assessment, AssessmentRound
from institutions.actions.objecting import decide_objection
from institutions.models import Finding, Recognition
from tests.factories import assessments
from tests.factories.assessments import AFTER, CORRECTED, LINE, OBJECTIONS, STANDS, assessment_of, dates_of, make_round
from tests.factories.bodies import make_institution
from tests.factories.cases import make_case
from tests.factories.equipment import make_instrument
from tests.factories.people import make_appraiser
from tests.factories.standing import (
    make_accreditation,
    make_objection,
    make_personal_restriction,
    make_restriction,
    make_training,
)
from tests.people import Cast
from tests.races.kit import race

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 25)


def figures_of(cast: Cast, on: date = DAY) -> dict[str, Any]:
    asked = Asked((cast.jinan_institution,), on.year, on)
    return values_of(asked, model_on(on).indicators)[cast.jinan_institution.pk]


@pytest.fixture
def known(cast: Cast) -> Cast:
    """The cast with an appraiser in each institution: enough is known for a grade, a low one."""
    for house in (cast.jinan_institution, cast.qingdao_institution):
        make_appraiser(house)
    return cast


def titled(row: Appraiser, title: str) -> None:
    row.title = title
    write(row, "appraiser.corrected", by=SYSTEM)


def test_a_round_freezes_its_model_and_a_job_scores_every_institution_and_discloses_it(cast: Cast) -> None:
    row = assessing.open_round(dates_of(2026), by=cast.actor("province"))
    assert (row.state, row.expected, row.as_of) == ("computing", 2, DAY)
    assert OutboxMessage.objects.get(topic=assessing.COMPUTE_JOB).payload == {"round": str(row.pk)}
    assert assessing.compute(row.pk, chunk=1) == 2
    assert assessing.compute(row.pk) == 0, "a second worker doubles nothing"
    row.refresh_from_db()
    assert row.state == "disclosed"
    made = Assessment.objects.get(institution=cast.jinan_institution.pk)
    assert (made.city_code, made.lines.count()) == ("370100", len(model_on(DAY).indicators))
    told = Notice.objects.filter(kind=assessing.DISCLOSED_NOTICE).values_list("user_id", flat=True)
    assert set(told) == {cast.jinan_head.user_id, cast.jinan_institution_administrator.user_id}
    assert verify().sound


def test_the_facts_are_those_of_the_day_by_the_rules_that_the_portal_has_of_them(cast: Cast) -> None:
    house, province = cast.jinan_institution, cast.actor("province")
    before = figures_of(cast)
    assert before["ZP-02"] == {"kind": "count", "n": 0} and before["ZP-05"] == {"kind": "share", "n": 0, "of": 0}
    make_accreditation(house, "FY-05", by=province, kind="CNAS", level="national")
    make_accreditation(house, "FY-05", by=province)
    clerk = cast.actor("jinan_institution_administrator")
    make_instrument(house, by=clerk)
    make_instrument(house, by=clerk, until=date(2026, 11, 24))
    titled(make_appraiser(house), "副主任法医师")
    trained = make_appraiser(house)
    make_training(trained, by=clerk, hours=40, ended_on=date(2026, 5, 1))
    make_case(house, issued_on=date(2026, 11, 4), due_on=date(2026, 11, 3))
    make_case(house, issued_on=date(2026, 11, 4), due_on=date(2026, 11, 4))
    make_restriction(house, by=province)
    found = figures_of(cast)
    assert found["ZP-02"]["n"] == 1, "provincial CMA is no national accreditation"
    assert found["ZP-05"] == {"kind": "share", "n": 1, "of": 2}
    assert (found["ZP-04"]["n"], found["ZP-06"]["n"]) == (1, 1)
    assert found["ZP-08"] == {"kind": "share", "n": 1, "of": 2}
    assert (found["ZP-07"], found["ZP-11"]["of"]) == ({"kind": "rate", "n": 0, "of": 2}, 0)
    assert found["ZP-12"] == {"kind": "count", "n": 1}
    assert found["ZP-10"] == {"kind": "none"}, "no annual review was decided: that is not a failed one"


def test_every_indicator_names_a_figure_and_every_figure_its_rows(cast: Cast) -> None:
    assert {each.figure for each in model_on(DAY).indicators} == set(FIGURES)
    for figure in FIGURES.values():
        url = figure.rows(cast.jinan_institution.pk, date(2026, 1, 1), DAY)
        assert (url.startswith("/") and bool(figure.verb)) or url == ""


def test_a_restriction_whose_objection_was_upheld_costs_nothing(cast: Cast) -> None:
    house = cast.jinan_institution
    row = make_restriction(house, by=cast.actor("jinan"))
    make_objection(row, by=cast.actor("jinan_head"))
    assert figures_of(cast)["ZP-12"]["n"] == 1
    row.refresh_from_db()
    said = {"version": row.trail_seq, "document_number": "示例异议决〔2026〕1号", "reason": "示例：异议成立"}
    decide_objection(row.pk, by=cast.actor("province_leader"), upheld=True, **said)
    assert figures_of(cast)["ZP-12"]["n"] == 0
    make_restriction(house, by=cast.actor("jinan"))
    assert figures_of(cast)["ZP-12"]["n"] == 1


def test_the_rows_behind_an_indicator_are_as_many_as_it_counts(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    house, clerk = cast.jinan_institution, cast.actor("jinan_institution_administrator")
    make_instrument(house, by=clerk)
    withdrawn = make_instrument(house, by=clerk)
    withdrawn.withdrawn_on = date(2026, 3, 1)
    write(withdrawn, "instrument.taken_out", by=SYSTEM)
    with transaction.atomic():
        titled(make_appraiser(house), "副主任法医师")
        make_appraiser(house, certificate_until=date(2026, 6, 30))
    make_restriction(house, by=cast.actor("province"))
    make_personal_restriction(make_appraiser(house), by=cast.actor("province"))
    found, client = figures_of(cast), sign_in("province")
    for code, figure in (("ZP-05", "calibrated"), ("ZP-04", "senior"), ("ZP-06", "trained"), ("ZP-12", "restrictions")):
        url = FIGURES[figure].rows(house.pk, date(2026, 1, 1), DAY)
        rows = client.get(url).context["list"].page.rows
        assert len(rows) == found[code].get("of", found[code]["n"]), (code, url)


def test_an_assessment_stays_what_it_was_and_says_what_was_recorded_later(known: Cast) -> None:
    cast = known
    row = assessment_of(cast.jinan_institution)
    before = (row.score, row.grade)
    assert proof_of(row).is_sound and proof_of(row).changed == ()
    make_accreditation(cast.jinan_institution, "FY-05", by=cast.actor("province"), kind="CNAS", level="national")
    for each in Ground.objects.filter(list_code="assessment_grades"):  # the tables change under it
        close(each, DAY, by=SYSTEM, reason="示例：等级调整")
    row.refresh_from_db()
    proof = proof_of(row)
    assert (row.score, row.grade) == before
    assert proof.is_sound and [code[:3] for code in proof.changed] == ["应当认", "有效的"]


def test_a_score_that_was_altered_does_not_add_up(cast: Cast) -> None:
    row = assessment_of(cast.jinan_institution)
    row.computed_grade = "DJ-1"
    assert not proof_of(row).is_sound


@pytest.mark.parametrize("who", ["province_leader", "jinan", "jinan_head", "administrator"])
def test_only_the_provincial_officer_opens_a_round(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        assessing.open_round(dates_of(2026), by=cast.actor(who))


def test_a_round_is_opened_once_and_gives_the_institutions_time(cast: Cast) -> None:
    make_round()
    good = dates_of(2025)
    wrong: list[tuple[gate.Dates, str]] = [
        (dates_of(2026), "year"),
        (dates_of(2027), "year"),
        (dates_of(2020), "year"),
        (gate.Dates(2025, date(2026, 11, 29), good.settled_until), "objections_until"),
        (gate.Dates(2025, good.objections_until, date(2026, 12, 1)), "settled_until"),
    ]
    for dates, field in wrong:
        with pytest.raises(RuleBroken) as broken:
            assessing.open_round(dates, by=cast.actor("province"))
        assert {finding.field for finding in broken.value.findings} == {field}, dates
    assert AssessmentRound.objects.count() == 1


def test_an_institution_objects_once_with_its_reasons_and_the_city_rules_on_each_line(known: Cast) -> None:
    cast = known
    row = assessment_of(cast.jinan_institution)
    with pytest.raises(RuleBroken) as broken:
        assessments.object_to(row, by=cast.actor("jinan_head"), objections={})
    assert [finding.code for finding in broken.value.findings] == ["no_line"]
    row = assessments.object_to(row, by=cast.actor("jinan_head"))
    assert (row.state, row.objected_lines, row.due_on) == ("objected", 1, row.round.settled_until)
    with pytest.raises(RuleBroken):
        assessments.object_to(row, by=cast.actor("jinan_head"))
    with pytest.raises(RuleBroken) as broken:
        assessments.settle(row, by=cast.actor("jinan"), rulings={LINE: gate.Ruled("corrected", "viel", "示例：核对")})
    assert {finding.field for finding in broken.value.findings} == {f"figure_{LINE}"}
    with pytest.raises(NotAllowed):
        assessments.settle(row, by=cast.actor("qingdao"))
    score = row.score
    row = assessments.settle(row, by=cast.actor("jinan"))
    line = row.lines.get(code=LINE)
    assert (row.state, row.computed_score) == ("settled", score)
    assert row.score > score and (line.points, line.ruled_points) == (320, 800), "points follow from the scale"
    assert proof_of(row).is_sound, "what was computed stays"
    assert verify().sound


def test_a_line_that_stands_changes_nothing(known: Cast) -> None:
    cast = known
    row = assessments.object_to(assessment_of(cast.jinan_institution))
    settled = assessments.settle(row, rulings=STANDS)
    assert (settled.score, settled.grade) == (settled.computed_score, settled.computed_grade)


def test_nobody_objects_after_the_last_day_or_to_the_assessment_of_another(cast: Cast) -> None:
    row = assessment_of(cast.qingdao_institution)
    with pytest.raises(NotAllowed):
        assessments.object_to(row, by=cast.actor("jinan_head"))
    with time_machine.travel(AFTER, tick=False), pytest.raises(RuleBroken) as broken:
        assessments.object_to(row)
    assert [finding.code for finding in broken.value.findings] == ["too_late"]


def test_grades_are_published_after_the_days_and_the_settlements_and_become_recognitions(known: Cast) -> None:
    cast = known
    row = make_round()
    mine = assessments.object_to(assessment_of(cast.jinan_institution))
    with pytest.raises(RuleBroken) as broken:
        grading.publish(row.pk, by=cast.actor("province"), version=row.trail_seq, reason=assessments.WHY)
    assert [finding.code for finding in broken.value.findings] == ["still_time", "unsettled"]
    assessments.settle(mine, rulings=STANDS)
    row = assessments.publish(row, by=cast.actor("province_leader"))
    assert row.state == "published"
    assert grading.publish_grades(row.pk) == 0
    mine.refresh_from_db()
    held = Recognition.objects.get(institution=cast.jinan_institution.pk)
    assert (held.kind, held.value, held.year, held.source) == ("grade", mine.grade, 2026, mine.pk)
    assert held.valid_from == date(2026, 12, 20) and held.valid_until is None
    assert verify().sound


def test_a_low_grade_warns_by_letter_and_its_weak_lines_become_findings_of_the_city(known: Cast) -> None:
    cast = known
    row = assessment_of(cast.jinan_institution)
    assert row.is_low, "one appraiser, no accreditation, no hours of training"
    assessments.publish(row.round)
    row = assessment_of(cast.jinan_institution)
    found = Finding.objects.filter(source="assessment", source_id=row.pk)
    assert [each.ground for each in found.order_by("ground")] == [each.code for each in weak_lines(lines_of(row), row)]
    assert found.exists() and {each.organ_id for each in found} == {cast.jinan.organisation_id}
    assert "资质评估" in found[0].about
    assert OutboxMessage.objects.filter(topic=grading.LETTER_JOB, payload__assessment=str(row.pk)).count() == 1
    assert write_warning(row.pk) and not write_warning(row.pk)
    assert warnings_of(row).get().kind == "pdf"


def test_a_new_grade_replaces_the_one_before_it(known: Cast) -> None:
    cast = known
    assessments.publish(make_round(2025))
    assessments.publish(make_round(2026))
    rows = Recognition.objects.filter(institution=cast.jinan_institution.pk).order_by("year")
    assert [(row.year, row.ended_on) for row in rows] == [(2025, date(2026, 12, 20)), (2026, None)]
    assert [
        row.year for row in Recognition.objects.in_force(date(2026, 12, 20)).filter(institution=cast.jinan_institution)
    ] == [2026]


def test_a_publication_that_broke_off_goes_on_where_it_stopped(known: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row = make_round()
    whole = grading._publish_one
    calls: list[Any] = []

    def dies_at_the_second(key: Any, on: date) -> int:
        calls.append(key)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return whole(key, on)

    monkeypatch.setattr(grading, "_publish_one", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        assessments.publish(row)
    row.refresh_from_db()
    assert row.state == "publishing" and Recognition.objects.count() == 1
    monkeypatch.setattr(grading, "_publish_one", whole)
    assert grading.publish_grades(row.pk) == 1
    row.refresh_from_db()
    assert row.state == "published" and Recognition.objects.count() == 2


def test_an_institution_registered_after_the_day_is_not_assessed(cast: Cast) -> None:
    make_institution("济南示例新所", "370102", licence_until=date(2031, 6, 30))
    assert gate.assessed_on(date(2024, 6, 30)).count() == 0
    assert gate.assessed_on(DAY).count() == 3


def test_a_figure_costs_as_many_questions_for_many_institutions_as_for_one(cast: Cast) -> None:
    rows = (cast.jinan_institution, *(make_institution(f"济南示例{n}所", "370102") for n in range(5)))
    asked = []
    for some in (rows[:1], rows):
        with CaptureQueriesContext(connection) as made:
            values_of(Asked(some, 2026, DAY), model_on(DAY).indicators)
        asked.append(sum("law_" not in each["sql"] for each in made))
    assert asked[0] == asked[1] <= 25


def test_an_old_version_is_refused(cast: Cast) -> None:
    row = assessment_of(cast.jinan_institution)
    with pytest.raises(StaleState):
        contesting.object_to(row.pk, by=cast.actor("jinan_head"), version=0, objections=OBJECTIONS)
    objected = assessments.object_to(row)
    with pytest.raises(StaleState):
        contesting.settle(row.pk, by=cast.actor("jinan"), version=0, rulings=CORRECTED)
    assert Event.objects.filter(stream=objected.stream).count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_open_the_same_round_one_does(cast: Cast) -> None:
    answers = race(lambda: assessing.open_round(dates_of(2026), by=cast.actor("province")))
    assert sorted(type(answer).__name__ for answer in answers) == ["AssessmentRound"] + ["RuleBroken"] * 7
