"""What an institution must hold before it can be recognised, whatever its checklist says.

That national accreditation is necessary for a high-qualified comprehensive institution is said by the policy document
itself (art. 10) and is a rule here; how many practice categories make it comprehensive, and which recognition it holds
before, are rows of a dated list.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from foundation.audit.errors import Finding
from governance.recognition.assessment.figures import national_accreditation
from governance.recognition.standards.criteria import Level
from governance.recognition.standards.verbs import BASIS, NATIONAL
from institutions.models import Accreditation, Institution, Recognition
from institutions.models.recognition import RecognitionQuerySet
from institutions.querysets import Practice
from institutions.registered import practice_on


def against_recognising(institution: Institution, level: Level, on: date) -> list[Finding]:
    """Return what stands against recognising an institution on a day, each with its article."""
    return list(_against(institution, level, on))


def _against(institution: Institution, level: Level, on: date) -> Iterator[Finding]:
    if level.kind == Recognition.Kind.HIGH and not nationally_accredited(institution, on):
        yield Finding(
            _("No national accreditation holds: it is necessary for a high-qualified institution."),
            NATIONAL,
            way_out=_("Pass a national CMA or CNAS accreditation and have it recorded."),
            code="no_national_accreditation",
        )
    held = set(Recognition.objects.in_force(on).filter(institution=institution).values_list("kind", flat=True))
    labels = dict(Recognition.Kind.choices)
    for kind in level.needs:
        if kind not in held:
            yield Finding(
                _("It has to hold this before: %(kind)s.") % {"kind": labels[kind]}, BASIS, code="earlier_level_missing"
            )
    number = len(set(institution.practice_codes))
    if number < level.categories:
        words = {"number": number, "least": level.categories}
        yield Finding(
            _("The licence holds %(number)d practice categories; a comprehensive institution has at least %(least)d.")
            % words,
            level.source,
            code="too_few_categories",
        )
    if practice_on(institution, on) is not Practice.NORMAL:
        yield Finding(_("The institution may not practise on this day."), BASIS, code="restricted")


def nationally_accredited(institution: Institution, on: date) -> bool:
    """Whether a national accreditation holds on a day (政策文件 art. 10)."""
    rows = Accreditation.objects.in_force(on).filter(national_accreditation(), institution=institution)
    return rows.exists()


def lost_qualification(rows: RecognitionQuerySet, on: date) -> RecognitionQuerySet:
    """Return those high-qualified institutions among `rows` whose necessary condition does not hold any more."""
    national = Accreditation.objects.in_force(on).filter(national_accreditation(), institution=OuterRef("institution"))
    held = rows.in_force(on).filter(kind=Recognition.Kind.HIGH)
    return held.filter(~Exists(national))
