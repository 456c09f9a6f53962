"""Publishing the grades of a round: ordered by the province, carried out institution by institution by a job.

Each grade becomes a recognition of its institution. A low one has a warning letter, and each weak line of it becomes a
finding, about which the organ of the city orders rectification (政策文件 art. 4).
"""

from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from foundation.accounts.models import Organisation
from foundation.accounts.notices import notify
from foundation.audit import outbox
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.moves import Message, move
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from governance.recognition.actions.assessing import holders_at
from governance.recognition.assessment import gate
from governance.recognition.assessment.lines import Line, lines_of, weak_lines
from governance.recognition.assessment.states import ENDING, GRADING, PUBLISHABLE, PUBLISHING, RoundState
from governance.recognition.assessment.verbs import PUBLISH
from governance.recognition.models import Assessment, AssessmentRound
from institutions.actions.finding import Found, record
from institutions.actions.recognising import Decided, recognise
from institutions.models import Finding, Recognition
from institutions.recipients import officers_of
from institutions.rectification.grounds import ground

GRADE_JOB: Final = "assessment.publish_grades"
LETTER_JOB: Final = "assessment.write_warning"
GRADED_NOTICE: Final = "assessment_graded"
LOW_NOTICE: Final = "assessment_low"


@act
def publish(pk: UUID, *, by: Actor, version: int, reason: str) -> AssessmentRound:
    """Order that the grades of a round be published, and return it; a job does it. It cannot be undone.

    `reason` names the decision of the organ. Raises NotAllowed, StaleState, and RuleBroken: the days for objections
    are over and every objection is settled.
    """
    row = AssessmentRound.objects.select_for_update().get(pk=pk)
    if not by.may(PUBLISH.code, row):
        raise NotAllowed(PUBLISH.code, _("Your posting does not allow this act."))
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    today = timezone.localdate()
    found = gate.publishing_barred(row, today) or unfit(reason)
    if found:
        raise RuleBroken(found)
    return move(
        row,
        PUBLISHING,
        by=by,
        reason=reason.strip(),
        values={"published_on": today},
        messages=[Message(GRADE_JOB, {"round": str(row.pk)}, key=f"{GRADE_JOB}:{row.pk}")],
    )


def publish_grades(pk: UUID) -> int:
    """Publish the grades that are not published yet, and return how many were now; at the end the round is closed.

    Each institution is a transaction of its own: a killed worker loses nothing, a second one doubles nothing.
    """
    row = AssessmentRound.objects.get(pk=pk)
    if row.state != RoundState.PUBLISHING or row.published_on is None:
        return 0
    waiting = Assessment.objects.filter(round=row, state__in=PUBLISHABLE).order_by("pk").values_list("pk", flat=True)
    done = sum(_publish_one(key, row.published_on) for key in list(waiting))
    _end(pk)
    return done


@transaction.atomic(durable=True)
def _publish_one(key: UUID, on: date) -> int:
    row = Assessment.objects.for_list().select_for_update(of=("self",)).get(pk=key)
    if row.state not in PUBLISHABLE:
        return 0
    move(
        row,
        GRADING,
        by=SYSTEM,
        facts={"score": row.score, "grade": row.grade, "grade_zh": row.grade_zh, "grade_en": row.grade_en},
        values={"published_on": on},
    )
    if row.score is not None:
        recognise(
            row.institution,
            Decided(
                Recognition.Kind.GRADE.value,
                row.year,
                on,
                row.pk,
                value=row.grade,
                name_zh=row.grade_zh,
                name_en=row.grade_en,
            ),
            by=SYSTEM,
            is_synthetic=row.is_synthetic,
        )
    if row.is_low:
        _find(row, on)
        outbox.put(LETTER_JOB, {"assessment": str(row.pk)}, key=f"{LETTER_JOB}:{row.pk}")
    _tell(row, on)
    return 1


def _find(row: Assessment, on: date) -> None:
    """Record each weak line as a finding of the organ of the city, whose heap then asks for an order."""
    organ = Organisation.objects.filter(kind="organ", level="city", city_code=row.city_code).first()
    if organ is None:
        return
    with override("zh-hans"):  # findings are documents
        about = _("Capability assessment of %(year)d") % {"year": row.year}
        for line in weak_lines(lines_of(row), row):
            if ground(line.code, on) is None:
                continue  # the indicator was ended since: nobody is asked to put right what is not asked any more
            record(
                Found(line.code, _words(line), Finding.Severity.MEDIUM.value),
                by=SYSTEM,
                organ=organ,
                institution=row.institution,
                source=Finding.Source.ASSESSMENT.value,
                source_id=row.pk,
                about=about,
                on=on,
                is_synthetic=row.is_synthetic,
            )


def _words(line: Line) -> str:
    words = {"name": line.name, "value": line.final_words, "points": line.final_shown, "weight": line.weight}
    return _("%(name)s: %(value)s; %(points)s of %(weight)d points.") % words


def _tell(row: Assessment, on: date) -> None:
    kind = LOW_NOTICE if row.is_low else GRADED_NOTICE
    users = list(holders_at([row.institution_id])[row.institution_id])
    if row.is_low:
        users += officers_of([row.city_code], on)[row.city_code]
    told: dict[str, str | int] = {"year": row.year, "name": str(row.institution)}
    notify(users, kind, f"{kind}:{row.pk}", told, row.get_absolute_url())


@transaction.atomic(durable=True)
def _end(pk: UUID) -> None:
    row = AssessmentRound.objects.select_for_update().get(pk=pk)
    if row.state == RoundState.PUBLISHING:
        move(row, ENDING, by=SYSTEM, facts={"graded": Assessment.objects.filter(round=row).count()})
