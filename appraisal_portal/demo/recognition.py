"""Recognition in the demo, by the verbs: assessments of two years, standardised and high-qualified institutions.

Where a persona holds the posting, the persona acts; elsewhere the portal itself does, and the trail says so.
"""

from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from appraisal_portal.demo.personas import PERSONAS
from appraisal_portal.demo.plan import Plan
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Posting
from foundation.accounts.roles import Role
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.once import Answer, digest_of, once
from governance.recognition.actions.applying import apply_for
from governance.recognition.actions.assessing import compute, open_round
from governance.recognition.actions.contesting import object_to, settle
from governance.recognition.actions.grading import publish, publish_grades
from governance.recognition.actions.recognising import decide, verify
from governance.recognition.assessment.gate import Dates, Ruled
from governance.recognition.assessment.states import AssessmentState, RoundState
from governance.recognition.models import Assessment, AssessmentRound, RecognitionApplication
from governance.recognition.standards import gate
from governance.recognition.standards.criteria import checklist
from institutions.models import Institution

DECISION: Final = "示例：鲁司鉴评〔2026〕1号，全部虚构"
GROUNDS: Final = "示例：系统内学时漏登，另附培训证明。全部虚构"
STANDS: Final = Ruled("stands", "", "示例：所附证明超出评估年度，维持原数据")
CORRECTED: Final = Ruled("corrected", "90", "示例：经核对培训证明，按90%计")
NOTE: Final = "示例：制度汇编、现场照片，全部虚构"
STATEMENT: Final = "示例说明，全部虚构。"
MUNICIPAL, PROVINCIAL = "municipal_standard", "provincial_standard"
STANDARDISED: Final = 3
"""Of five institutions so many apply for the municipal standard; the last of them still waits."""
LINE: Final = "ZP-06"
EVERY: Final = 9
"""One institution in so many objects; those of the personas do."""


def assess(province: Plan) -> int:
    """Assess both years and take objections as far as planned; return how many assessments were moved now."""
    last, present = province.until.year - 1, province.until.year
    done = _published(_round(last, date(present, 1, 12)))
    row = _round(present, None)
    if row.state == RoundState.DISCLOSED:
        seen = Assessment.objects.for_list().filter(round=row).order_by("institution__licence_number")
        for number, each in enumerate(seen):
            if number % EVERY == 4 or _head_of(each) is not None:
                done += _objected(each, settled=number % 2 == 0 and _head_of(each) is None)
    return done


def recognise() -> int:
    """Let institutions apply for recognitions and take them as far as planned; return how many applied now."""
    done = 0
    rows = Institution.objects.in_practice().select_related("organisation").order_by("licence_number")
    for number, row in enumerate(rows):
        if number % 5 < STANDARDISED:
            done += _applied(row, MUNICIPAL, decided=number % 5 < STANDARDISED - 1)
        if number % 5 == 0 and number % 2 == 0:
            done += _applied(row, PROVINCIAL, decided=number % 20 == 0)
    return done


def _applied(row: Institution, kind: str, *, decided: bool) -> int:
    """Apply and, where it is planned, decide, in one act; what stands against it leaves it out."""
    if gate.applying_barred(row, kind, timezone.localdate()):
        return 0

    def act() -> Answer:
        criteria = checklist(kind, timezone.localdate())
        given = {each.code: gate.Given(str(each.weight if each.must else each.weight - 1), NOTE) for each in criteria}
        made = apply_for(row.pk, by=SYSTEM, kind=kind, given=given, statement=STATEMENT, is_synthetic=True)
        if decided:
            seen = {code: gate.Given(each.points) for code, each in given.items()}
            made = verify(made.pk, by=_of_city(made), version=made.trail_seq, given=seen, result="fit")
        if made.state == "verified" and row.licence_number[-1] in "02468":
            decide(made.pk, by=officer("demo-province"), version=made.trail_seq, result="fit")
        return {"id": made.pk}

    key = f"{kind}/{row.licence_number}"
    return int(once("demo:recognition", key, digest_of({"key": key}), act)[1])


def _round(year: int, occurred_on: date | None) -> AssessmentRound:
    first = occurred_on or timezone.localdate()
    dates = Dates(year, first + timedelta(days=14), first + timedelta(days=28))

    def act() -> Answer:
        by = officer("demo-province")
        return {"id": open_round(dates, by=by, is_synthetic=True, occurred_on=occurred_on).pk}

    if not AssessmentRound.objects.filter(year=year).exists():
        once("demo:assessment", str(year), digest_of({"year": year}), act)
    row = AssessmentRound.objects.get(year=year)
    compute(row.pk)
    return AssessmentRound.objects.get(pk=row.pk)


def _published(row: AssessmentRound) -> int:
    if row.state == RoundState.DISCLOSED:
        publish(row.pk, by=officer("demo-province"), version=row.trail_seq, reason=DECISION)
    return publish_grades(row.pk)


def _objected(row: Assessment, *, settled: bool) -> int:
    if row.state != AssessmentState.COMPUTED:
        return 0

    def act() -> Answer:
        head = _head_of(row)
        made = object_to(row.pk, by=head or SYSTEM, version=row.trail_seq, objections={LINE: GROUNDS})
        if settled:
            ruling = CORRECTED if row.pk.int % 2 else STANDS
            settle(made.pk, by=_of_city(row), version=made.trail_seq, rulings={LINE: ruling})
        return {"id": made.pk}

    key = f"{row.year}/{row.institution.licence_number}"
    return int(once("demo:assessment_objection", key, digest_of({"key": key}), act)[1])


def _head_of(row: Assessment) -> PostedActor | None:
    found = Posting.objects.select_related("user", "organisation").filter(
        user__username="demo-head", organisation=row.institution_id
    )
    posting = found.first()
    return PostedActor(posting.user, posting) if posting is not None else None


def _of_city(row: Assessment | RecognitionApplication) -> Actor:
    names = {each.where: each.username for each in PERSONAS.values() if each.role == Role.OFFICER}
    return officer(names[row.city_code]) if row.city_code in names else SYSTEM


def officer(username: str) -> PostedActor:
    """Return the actor of an officer of the demo by his sign-in name."""
    posting = (
        Posting.objects.select_related("user", "organisation")
        .filter(user__username=username, role="officer")
        .order_by("valid_from", "pk")[0]
    )
    return PostedActor(posting.user, posting)
