"""Who may be chosen for a case, with what the law says of each."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from appraisers.models import Appraiser
from cases.conduct import gate
from cases.models import Assignment, Case

Choices = list[tuple[str, str]]


def candidates(case: Case, on: date, *, leaving: Assignment | None = None) -> Choices:
    """The appraisers of the institution with what the law says of each: those whom nothing hinders first.

    Who is assigned already is left out; who cannot be assigned stands there with the reason, and is refused.
    """
    rows = list(Appraiser.objects.filter(institution=case.institution_id).select_related("person").order_by("id"))
    asked = gate.asked_of(case, rows, on, leaving=leaving.pk if leaving else None)
    there = {row.appraiser_id for row in asked.present} | ({leaving.appraiser_id} if leaving else set())
    known = [(row, gate.of_one(asked, row)) for row in rows if row.pk not in there]
    known.sort(key=lambda pair: (sum(not each.overridable for each in pair[1]), len(pair[1]), pair[0].person.name))
    return [(str(row.pk), _candidate(row, [str(each.message) for each in findings])) for row, findings in known]


def _candidate(row: Appraiser, messages: Sequence[str]) -> str:
    words = _("%(name)s, certificate %(number)s") % {"name": row.person.name, "number": row.certificate_number}
    return "　".join([words, *messages])


def leaving_choices(rows: Sequence[Assignment]) -> Iterator[tuple[str, str]]:
    """The current appraisers of a case, for a choice."""
    for row in rows:
        yield (
            str(row.pk),
            _("%(name)s, certificate %(number)s")
            % {
                "name": row.appraiser.person.name,
                "number": row.appraiser.certificate_number,
            },
        )
